package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeavesTest {

  @Test
  void of_plainText_isOneLeaf() {
    assertThat(paths("Hello {not json}")).containsExactly("text = Hello {not json}");
  }

  @Test
  void of_object_givesKeysAndValuesInOrder() {
    assertThat(paths("{\"address\": {\"zip\": 78750, \"ok\": true}, \"tags\": [\"a\", \"b\"]}"))
        .containsExactly(
            "text{key[0]} = address",
            "text{\"address\".key[0]} = zip",
            "text{\"address\".\"zip\"} = 78750",
            "text{\"address\".key[1]} = ok",
            "text{key[1]} = tags",
            "text{\"tags\"[0]} = a",
            "text{\"tags\"[1]} = b");
  }

  @Test
  void of_jsonInJson_goesThroughEveryLayer() {
    assertThat(paths("{\"payload\": \"{\\\"user\\\": \\\"Jo\\\\u00e9\\\"}\"}"))
        .containsExactly(
            "text{key[0]} = payload",
            "text{\"payload\"{key[0]}} = user",
            "text{\"payload\"{\"user\"}} = Joé");
  }

  @Test
  void of_quotedJson_isALayerToo() {
    assertThat(paths("\"{\\\"id\\\": 7}\""))
        .containsExactly("text{{key[0]}} = id", "text{{\"id\"}} = 7");
  }

  @Test
  void of_jsonLines_numbersTheValues() {
    assertThat(paths("{\"a\": 1}\n{\"a\": 2}"))
        .containsExactly(
            "text{key[0]} = a", "text{\"a\"} = 1", "text{#1.key[0]} = a", "text{#1.\"a\"} = 2");
  }

  @Test
  void of_brokenJson_isText() {
    assertThat(paths("{\"a\": \"b\"")).containsExactly("text = {\"a\": \"b\"");
    assertThat(paths("{\"a\": }")).containsExactly("text = {\"a\": }");
    assertThat(paths("[1, 2")).containsExactly("text = [1, 2");
  }

  @Test
  void of_keyThatIsNoIdentifier_isShownByItsNumber() {
    assertThat(paths("{\"x\": 1, \"Jane Roe\": {\"age\": 3}}"))
        .contains("text{\"@1\".\"age\"} = 3");
  }

  @Test
  void of_hundredThousandArrays_needsNoStack() {
    String json = "[".repeat(100_000) + "\"x\"" + "]".repeat(100_000);

    List<Leaf> leaves = Leaves.of(Slot.plain(json));

    assertThat(leaves).singleElement().extracting(Leaf::text).isEqualTo("x");
    assertThat(leaves.get(0).place().toString())
        .isEqualTo("text{" + "[0]".repeat(30) + "…99938…" + "[0]".repeat(32) + "}");
  }

  @Test
  void of_manyLayersOfStrings_stopsAtTheLimit() {
    String json = "[\"x\"]";
    for (int layer = 0; layer < 16; layer++) {
      json = "[\"" + JsonStrings.escape(json) + "\"]";
      if (json.length() > 4_000_000) {
        break;
      }
    }

    List<Leaf> leaves = Leaves.of(Slot.plain(json));

    assertThat(leaves).singleElement().extracting(Leaf::layers).isEqualTo(Leaves.MAX_LAYERS);
  }

  /** Every character of every leaf stands where the map says, encoded once for each layer. */
  @Test
  void outermost_randomJson_mapsEveryCharacterToItsEncoding() {
    long seed = 77;
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      String json = JsonFuzz.json(random, 4);
      for (Leaf leaf : Leaves.of(Slot.plain(json))) {
        for (int i = 0; i < leaf.text().length(); i++) {
          String raw = json.substring(leaf.outermost(i), leaf.outermost(i + 1));
          for (int layer = leaf.kind() == Leaf.Kind.NUMBER ? 1 : 0;
              layer < leaf.layers();
              layer++) {
            int end = raw.length();
            int escape = raw.startsWith("\\") ? 0 : end;
            raw = JsonStrings.decode(raw, 0, escape, end, new OffsetMap.Builder());
          }
          assertThat(raw)
              .as("seed %d, round %d, %s", seed, round, leaf)
              .isEqualTo(leaf.text().substring(i, i + 1));
        }
      }
    }
  }

  private static List<String> paths(String text) {
    return Leaves.of(Slot.plain(text)).stream()
        .map(leaf -> leaf.place().path(member -> false) + " = " + leaf.text())
        .toList();
  }
}
