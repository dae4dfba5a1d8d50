package dev.palimpsest.audit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.TextTokenizer;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.audit.model.Sampling;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateTest {
  private static final Golden.Model QWEN3 = Golden.Model.QWEN3;
  private static final Sampling SAMPLING = new Sampling(1, 50, 0.9, 7);

  @Test
  void run_tokens_givesTheReferencesContinuationInOrder() throws IOException {
    List<JsonNode> goldens = Golden.lines(QWEN3.file("generate.jsonl"));
    String input =
        goldens.stream()
            .map(
                line ->
                    "{\"id\":%s,\"tokens\":%s,\"max_new_tokens\":%s}"
                        .formatted(
                            line.get("id"), line.get("prompt_tokens"), line.get("max_new_tokens")))
            .collect(Collectors.joining("\n"));

    List<JsonNode> answers = run(QWEN3.checkpoint(), Sampling.greedy(), input);

    assertThat(answers).hasSameSizeAs(goldens);
    for (int i = 0; i < goldens.size(); i++) {
      assertThat(answers.get(i).get("id")).isEqualTo(goldens.get(i).get("id"));
      assertThat(answers.get(i).get("tokens")).isEqualTo(goldens.get(i).get("tokens"));
      assertThat(answers.get(i).get("end").asText()).isEqualTo("length");
    }
  }

  @Test
  void run_messages_areRenderedByTheTemplate() throws IOException {
    JsonNode chat = Golden.lines(QWEN3.file("chat.jsonl")).get(0);
    assertThat(chat.get("add_generation_prompt").asBoolean()).isTrue();

    List<JsonNode> answers =
        run(
            QWEN3.checkpoint(),
            Sampling.greedy(),
            "{\"id\":1,\"messages\":%s}\n{\"id\":2,\"tokens\":%s}"
                .formatted(chat.get("messages"), chat.get("tokens")));

    assertThat(answers.get(0).get("tokens")).isEqualTo(answers.get(1).get("tokens"));
  }

  @Test
  void run_sampling_isSeededPerLine() throws IOException {
    String line = "{\"id\":1,\"text\":\"The ferry\"}";

    List<JsonNode> first = run(QWEN3.checkpoint(), SAMPLING, line + "\n" + line);
    List<JsonNode> again = run(QWEN3.checkpoint(), SAMPLING, line + "\n" + line);
    List<JsonNode> other = run(QWEN3.checkpoint(), new Sampling(1, 50, 0.9, 8), line);

    assertThat(again).isEqualTo(first);
    assertThat(first.get(0).get("tokens")).isNotEqualTo(first.get(1).get("tokens"));
    assertThat(other.get(0).get("tokens")).isEqualTo(first.get(1).get("tokens"));
  }

  @Test
  void run_endOfText_endsTheAnswer(@TempDir Path folder) throws IOException {
    JsonNode golden = Golden.lines(QWEN3.file("generate.jsonl")).get(1);
    try (var files = Files.list(QWEN3.checkpoint())) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    int end = golden.get("tokens").get(4).asInt();
    Files.writeString(
        folder.resolve("generation_config.json"), "{\"eos_token_id\":[%d]}".formatted(end));

    JsonNode answer =
        run(
                folder,
                Sampling.greedy(),
                "{\"id\":\"a\",\"tokens\":%s}".formatted(golden.get("prompt_tokens")))
            .get(0);

    assertThat(answer.get("tokens")).hasSize(5);
    assertThat(answer.get("end").asText()).isEqualTo("end_of_text");
    try (TextTokenizer tokenizer = Checkpoint.open(folder).openTokenizer()) {
      int[] shown = java.util.Arrays.copyOf(Golden.ints(golden.get("tokens")), 4);
      assertThat(answer.get("text").asText()).isEqualTo(tokenizer.decode(shown));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "{\"id\":1}#line 2: needs an id, and one of text, tokens and messages",
        "{\"id\":1,\"text\":7}#line 2: text must be a string",
        "{\"id\":1,\"tokens\":[\"a\"]}#line 2: tokens must be a list of ids",
        "{\"id\":1,\"tokens\":[1],\"max_new_tokens\":-1}"
            + "#line 2: max_new_tokens must be an integer of at least 0",
        "{\"id\":1,\"tokens\":[99999]}"
            + "#line 2: token ids must be in [0, 900). Provided value: 99999",
        "{\"id\":1,\"tokens\":[]}#line 2: a row must have 1 to 512 tokens. Provided value: 0",
        "{secret#line 2: not valid JSON",
      })
  void run_lineThatCannotBeUsed_isNamed(String line, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> run(QWEN3.checkpoint(), Sampling.greedy(), "{\"id\":0,\"text\":\"ok\"}\n" + line))
        .withMessage(message);
  }

  @Test
  void run_messagesWithoutATemplate_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                run(
                    Golden.Model.GPT2.checkpoint(),
                    Sampling.greedy(),
                    "{\"id\":1,\"messages\":[]}"))
        .withMessage(
            "line 1: messages need a chat template, and the checkpoint has none; give a text");
  }

  private static List<JsonNode> run(Path checkpoint, Sampling sampling, String input)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Generate.run(
        new Generate.Options(ModelSpec.of(checkpoint), 12, sampling, 2),
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        out,
        new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("tokens per second");
    return out.toString(StandardCharsets.UTF_8).lines().map(Golden::parse).toList();
  }
}
