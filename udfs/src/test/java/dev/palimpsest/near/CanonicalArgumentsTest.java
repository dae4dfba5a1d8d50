package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalArgumentsTest {

  @Test
  void of_object_sortsKeysAndComparesNumbersByValue() {
    assertThat(CanonicalArguments.of("{\"b\": [1.0, 2.50, -0], \"A\" :\"X\\u00a0 y\"}"))
        .isEqualTo("{\"a\":\"x y\",\"b\":[1,2.5,0]}");
  }

  @Test
  void of_nestedJsonText_staysText() {
    assertThat(CanonicalArguments.of("\"{\\\"a\\\": 1}\"")).isEqualTo("\"{\\\"a\\\": 1}\"");
  }

  @Test
  void of_noJson_isNormalText() {
    assertThat(CanonicalArguments.of("{'A':  1}")).isEqualTo("\"{'a': 1}\"");
    assertThat(CanonicalArguments.of("{} {}")).isEqualTo("\"{} {}\"");
    assertThat(CanonicalArguments.of("")).isEqualTo("\"\"");
  }

  @Test
  void of_deeperThanTheParserGoes_isText() {
    String deep = "[".repeat(5000) + "]".repeat(5000);
    assertThat(CanonicalArguments.of(deep)).isEqualTo('"' + deep + '"');
  }

  @Test
  void of_anyTwo_areEqualWhereTheReferenceSaysSo() {
    List<JsonNode> references = Cases.resource("arguments.jsonl");
    assertThat(references).hasSize(41);
    for (JsonNode a : references) {
      for (JsonNode b : references) {
        assertThat(
                CanonicalArguments.of(a.get("arguments").asText())
                    .equals(CanonicalArguments.of(b.get("arguments").asText())))
            .as("%s and %s", a.get("arguments"), b.get("arguments"))
            .isEqualTo(a.get("canonical").equals(b.get("canonical")));
      }
    }
  }
}
