package dev.palimpsest.audit.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.model.ModelSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogprobsTest {
  private static final Golden.Model LLAMA = Golden.Model.LLAMA;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void run_textsAndTokens_writesOneLineEachInOrder() throws IOException {
    run(
        "{\"id\":\"a\",\"text\":\"Zoë 👋\"}\n\n{\"id\":2,\"tokens\":[1,5]}\n{\"id\":\"c\",\"text\":\"\"}");

    List<JsonNode> lines = out.toString(StandardCharsets.UTF_8).lines().map(Golden::parse).toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "id", "tokens", "offsets", "logprob", "mean", "sd", "argmax", "rank", "lse_top40");
    assertThat(lines.get(0).get("offsets").get(0)).hasToString("[0,0]");
    JsonNode offsets = lines.get(0).get("offsets");
    assertThat(offsets.get(offsets.size() - 1)).hasToString("[4,5]");
    assertThat(lines.get(1).get("id")).hasToString("2");
    assertThat(lines.get(1).get("offsets").isNull()).isTrue();
    assertThat(lines.get(1).get("logprob").get(0).isNull()).isTrue();
    assertThat(lines.get(1).get("rank").get(0).isNull()).isTrue();
    assertThat(lines.get(1).get("logprob").get(1).asDouble()).isNegative();
    assertThat(lines.get(2).get("tokens")).hasToString("[1]");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .matches("3 rows, \\d+ tokens in \\d+\\.\\d s: \\d+ tokens per second\\R");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":\"a\",\"text\":\"secret|line 2: not valid JSON",
        "{\"id\":\"a\"}|line 2: needs an id, and either a text or tokens",
        "{\"text\":\"a\"}|line 2: needs an id, and either a text or tokens",
        "{\"id\":\"a\",\"text\":\"x\",\"tokens\":[]}|line 2: needs an id, and either a text or"
            + " tokens",
        "{\"id\":\"a\",\"text\":7}|line 2: text must be a string",
        "{\"id\":\"a\",\"tokens\":[1.5]}|line 2: tokens must be a list of ids",
        "{\"id\":\"a\",\"tokens\":{\"b\":1}}|line 2: tokens must be a list of ids",
      })
  void run_lineThatIsWrong_isRefusedByNumberWithoutItsText(String line, String message) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> run("{\"id\":\"a\",\"text\":\"x\"}\n" + line))
        .withMessage(message)
        .withNoCause();
  }

  @Test
  void run_bytesThatAreNotUtf8_areRefused() {
    byte[] bytes = {'{', '"', (byte) 0xC3, '"', '}'};

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> run(bytes))
        .withMessage("the input is not UTF-8");
  }

  private void run(String lines) throws IOException {
    run(lines.getBytes(StandardCharsets.UTF_8));
  }

  private void run(byte[] bytes) throws IOException {
    Logprobs.Options options =
        new Logprobs.Options(ModelSpec.of(LLAMA.checkpoint()), 100, OptionalInt.of(1));
    Logprobs.run(
        options,
        new ByteArrayInputStream(bytes),
        out,
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
