package dev.palimpsest.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTokenizerTest {
  private static final Path FILE = Golden.Model.LLAMA.file("checkpoint/tokenizer.json");

  @ParameterizedTest
  @EnumSource(Golden.Model.class)
  void encode_goldenTexts_givesTokensAndCodePointOffsets(Golden.Model model) {
    try (TextTokenizer tokenizer = TextTokenizer.open(model.file("checkpoint/tokenizer.json"))) {
      for (JsonNode row : Golden.lines(model.file("expected.jsonl"))) {
        Encoding encoding = tokenizer.encode(row.get("text").asText());

        assertThat(encoding.ids()).as(row.get("id").asText()).isEqualTo(ints(row.get("tokens")));
        for (int i = 0; i < encoding.ids().length; i++) {
          assertThat(new int[] {encoding.starts()[i], encoding.ends()[i]})
              .as(row.get("id").asText() + " token " + i)
              .isEqualTo(ints(row.get("offsets").get(i)));
        }
      }
    }
  }

  @Test
  void close_whileOthersEncode_waitsForThem() throws Exception {
    String text = "The ferry leaves at noon. ".repeat(2_000);
    for (int round = 0; round < 5; round++) {
      TextTokenizer tokenizer = TextTokenizer.open(FILE);
      int[] expected = tokenizer.encode(text).ids();
      CountDownLatch started = new CountDownLatch(2);
      Callable<Integer> reader =
          () -> {
            for (int texts = 0; ; texts++) {
              try {
                assertThat(tokenizer.encode(text).ids()).isEqualTo(expected);
              } catch (IllegalStateException e) {
                return texts;
              }
              started.countDown();
            }
          };
      ExecutorService readers = Executors.newFixedThreadPool(2);
      try {
        List<Future<Integer>> texts = List.of(readers.submit(reader), readers.submit(reader));
        started.await();
        tokenizer.close();
        tokenizer.close();

        assertThat(texts.get(0).get() + texts.get(1).get()).isGreaterThanOrEqualTo(2);
        assertThatIllegalStateException()
            .isThrownBy(() -> tokenizer.decode(expected))
            .withMessage("the tokenizer is closed");
      } finally {
        readers.shutdownNow();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gemma", "gpt2", "llama2", "llama3", "mistral", "neox", "phi3", "qwen", "unigram"})
  void encode_everyKindOfTokenizer_givesIdsOffsetsAndTextBack(String name) {
    Path folder = Golden.path("tokenizers/" + name);
    try (TextTokenizer tokenizer = TextTokenizer.open(folder.resolve("tokenizer.json"))) {
      for (JsonNode row : Golden.lines(folder.resolve("encode.jsonl"))) {
        String text = row.get("text").asText();
        Encoding encoding =
            row.get("add_special_tokens").asBoolean()
                ? tokenizer.encode(text)
                : tokenizer.encodeBare(text);
        String id = row.get("id").asText();

        assertThat(encoding.ids()).as(id).isEqualTo(ints(row.get("tokens")));
        for (int i = 0; i < encoding.ids().length; i++) {
          assertThat(new int[] {encoding.starts()[i], encoding.ends()[i]})
              .as(id + " token " + i)
              .isEqualTo(ints(row.get("offsets").get(i)));
        }
        assertThat(tokenizer.decode(encoding.ids())).as(id).isEqualTo(row.get("decoded").asText());
      }
    }
  }

  @Test
  void encode_halfOfASurrogatePair_countsAsOneReplacementCharacter() {
    try (TextTokenizer tokenizer = TextTokenizer.open(FILE)) {
      Encoding broken = tokenizer.encode("a\uD83Db\uDE00");
      Encoding replaced = tokenizer.encode("a\uFFFDb\uFFFD");

      assertThat(broken.ids()).isEqualTo(replaced.ids());
      assertThat(broken.ends()).isEqualTo(replaced.ends()).endsWith(4);
    }
  }

  @Test
  void encodeBare_text_hasNoAddedTokens() {
    try (TextTokenizer tokenizer = TextTokenizer.open(FILE)) {
      assertThat(tokenizer.encode("").ids()).containsExactly(1);
      assertThat(tokenizer.encodeBare("").ids()).isEmpty();
    }
  }

  @Test
  void decode_encodedText_isTheText() {
    try (TextTokenizer tokenizer = TextTokenizer.open(FILE)) {
      String text = "Zoë said 👋 twice.";

      assertThat(tokenizer.decode(tokenizer.encodeBare(text).ids())).isEqualTo(text);
    }
  }

  @Test
  void open_fileThatTruncatesAndPads_takesTextsWhole(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    String plain = Files.readString(FILE);
    assertThat(plain).contains("\"truncation\":null,\"padding\":null");
    Files.writeString(
        file,
        plain.replace(
            "\"truncation\":null,\"padding\":null",
            "\"truncation\":{\"direction\":\"Right\",\"max_length\":3,\"strategy\":\"LongestFirst\","
                + "\"stride\":0},\"padding\":{\"strategy\":{\"Fixed\":64},\"direction\":\"Right\","
                + "\"pad_to_multiple_of\":null,\"pad_id\":0,\"pad_type_id\":0,"
                + "\"pad_token\":\"<unk>\"}"));
    String text = "The quick brown fox jumps over the lazy dog";
    try (TextTokenizer changed = TextTokenizer.open(file);
        TextTokenizer original = TextTokenizer.open(FILE)) {
      assertThat(changed.encode(text).ids()).isEqualTo(original.encode(text).ids());
    }
  }

  @Test
  void open_brokenFile_isRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, "{\"model\":{\"type\":\"BPE\",\"dropout\":0.1}}");
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> TextTokenizer.open(file))
        .withMessage("tokenizer.json: model.dropout makes tokens random and is not supported");
    Files.writeString(file, "{\"model\":{\"type\":\"BPE\"}}");
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> TextTokenizer.open(file))
        .withMessage("tokenizer.json: no vocabulary that can be used");
    Files.writeString(file, "{\"model\":{\"type\":\"Magic\",\"vocab\":{\"a\":0}}}");
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> TextTokenizer.open(file))
        .withMessageStartingWith("tokenizer.json: not a tokenizer that can be used: ");
  }

  private static int[] ints(JsonNode array) {
    return Golden.ints(array);
  }
}
