package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRowsTest {

  @Test
  void read_textsAndConversations_areRenderedInOrder(@TempDir Path folder) throws IOException {
    Path file =
        write(
            folder,
            "{\"text\":\"plain\",\"id\":7}",
            "",
            "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\","
                + "\"content\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}],"
                + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}");
    TrainingData data =
        TrainingRows.read(file, conversation -> ChatText.render(conversation, LossOn.ASSISTANT));
    assertThat(data.conversations()).isEqualTo(1);
    assertThat(data.texts())
        .containsExactly(
            new TrainingText("plain", List.of(new TextRange(0, 5))),
            new TrainingText(
                "<|tools|>f<|end|>\n<|user|>hi<|end|>\n<|assistant|><|call|>f {}<|end|>\n",
                List.of(new TextRange(49, 68))));
  }

  @Test
  void read_unusableLines_nameFileAndLineAndQuoteNothing(@TempDir Path folder) throws IOException {
    assertFault(folder, "{\"text\":\"secret", "data.jsonl, line 2: not valid JSON");
    assertFault(
        folder,
        "{\"id\":\"secret\"}",
        "data.jsonl, line 2: a training row needs either a string \"text\" or an array"
            + " \"messages\"");
    assertFault(
        folder,
        "{\"messages\":[{\"role\":\"secret\",\"content\":\"\"}]}",
        "data.jsonl, line 2: messages[].role must be system, user, assistant or tool");
    assertFault(
        folder,
        "{\"messages\":[{\"role\":\"user\",\"content\":[\"secret\"]}]}",
        "data.jsonl, line 2: messages[].content must be a string or null");
    assertFault(
        folder,
        "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"f\","
            + "\"arguments\":{\"secret\":1}}}]}]}",
        "data.jsonl, line 2: tool_calls[].function.arguments must be a string");
    assertFault(folder, "{\"messages\":[]}", "data.jsonl, line 2: messages must not be empty");
  }

  @Test
  void read_emptyFile_isRefused(@TempDir Path folder) throws IOException {
    Path file = write(folder, "");
    assertThatThrownBy(() -> read(file)).hasMessage("no training rows in " + file);
  }

  private static void assertFault(Path folder, String line, String message) throws IOException {
    Path file = write(folder, "{\"text\":\"good\"}", line);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message)
        .hasNoCause();
  }

  private static TrainingData read(Path file) throws IOException {
    return TrainingRows.read(file, conversation -> ChatText.render(conversation, LossOn.ALL));
  }

  private static Path write(Path folder, String... lines) throws IOException {
    return Files.write(folder.resolve("data.jsonl"), List.of(lines));
  }
}
