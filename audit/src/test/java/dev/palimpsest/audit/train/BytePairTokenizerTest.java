package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.audit.checkpoint.Encoding;
import dev.palimpsest.audit.checkpoint.TextTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytePairTokenizerTest {

  private static final List<String> TEXTS =
      List.of(
          "The parcel is late. The parcel was late twice, wasn't it?",
          "<|user|>Where is the parcel?<|end|>\n<|user|>Where is it?<|end|>\n",
          "Größe 42, naïve café, 漢字かな, 😀😀, \tTab  two blanks   and\n\nlines");

  private static final BytePairTokenizer TOKENIZER =
      BytePairTokenizer.learn(TEXTS, 330, List.of("<|user|>", "<|end|>"));

  @Test
  void write_readByTheLibrary_decodesToTheSameText(@TempDir Path folder) throws IOException {
    try (TextTokenizer read = open(folder)) {
      for (String text : TEXTS) {
        assertThat(read.decode(read.encode(text).ids())).isEqualTo(text);
      }
      String unseen = "Zzyzx – “quoted” ½ \u0000 ﷺ 🏳️‍🌈";
      assertThat(read.decode(read.encode(unseen).ids())).isEqualTo(unseen);
    }
  }

  @Test
  void write_readByTheLibrary_givesTheIdsOfTheMergesAppliedInOrder(@TempDir Path folder)
      throws IOException {
    try (TextTokenizer read = open(folder)) {
      JsonNode json = new ObjectMapper().readTree(folder.resolve("tokenizer.json").toFile());
      for (String word : List.of("parcel", " parcel", " late", "Where", "ö", " unparcelled")) {
        assertThat(read.encode(word).ids()).as(word).isEqualTo(byHand(json, word));
      }
    }
  }

  @Test
  void write_readByTheLibrary_hasOffsetsThatCoverTheText(@TempDir Path folder) throws IOException {
    try (TextTokenizer read = open(folder)) {
      Encoding encoding = read.encode("<|user|>Where is 😀 it?<|end|>");
      assertThat(encoding.ids()[0]).isEqualTo(TOKENIZER.idOf("<|user|>"));
      assertThat(encoding.starts()[0]).isZero();
      assertThat(encoding.ends()[0]).isEqualTo(8);
      int last = encoding.ids().length - 1;
      assertThat(encoding.ids()[last]).isEqualTo(TOKENIZER.idOf("<|end|>"));
      assertThat(encoding.ends()[last]).isEqualTo(29);
      for (int i = 1; i <= last; i++) {
        assertThat(encoding.starts()[i]).isLessThanOrEqualTo(encoding.ends()[i - 1]);
      }
    }
  }

  @Test
  void learn_frequentWord_becomesOneToken(@TempDir Path folder) throws IOException {
    try (TextTokenizer read = open(folder)) {
      assertThat(read.encode(" parcel").ids()).hasSize(1);
      assertThat(read.largestId()).isEqualTo(TOKENIZER.size() - 1);
    }
  }

  @Test
  void learn_sizeBelowTheBytes_saysTheLeast() {
    assertThatThrownBy(() -> BytePairTokenizer.learn(TEXTS, 200, List.of("<|a|>")))
        .hasMessage(
            "vocabularySize must be at least 257, for 1 special tokens and 256 bytes. Provided"
                + " value: 200");
  }

  private static TextTokenizer open(Path folder) throws IOException {
    TOKENIZER.write(folder.resolve("tokenizer.json"));
    return TextTokenizer.open(folder.resolve("tokenizer.json"));
  }

  /** Applies the merges of the file one after the other to the bytes of one word. */
  private static int[] byHand(JsonNode json, String word) {
    List<String> symbols = new ArrayList<>();
    for (int b : ByteAlphabet.bytes(word)) {
      symbols.add(String.valueOf(ByteAlphabet.character(b)));
    }
    for (JsonNode rule : json.at("/model/merges")) {
      String[] pair = rule.asText().split(" ", 2);
      for (int i = 0; i + 1 < symbols.size(); i++) {
        if (symbols.get(i).equals(pair[0]) && symbols.get(i + 1).equals(pair[1])) {
          symbols.set(i, pair[0] + pair[1]);
          symbols.remove(i + 1);
        }
      }
    }
    Map<String, Integer> ids = new HashMap<>();
    json.at("/model/vocab")
        .fields()
        .forEachRemaining(e -> ids.put(e.getKey(), e.getValue().asInt()));
    return symbols.stream().mapToInt(ids::get).toArray();
  }
}
