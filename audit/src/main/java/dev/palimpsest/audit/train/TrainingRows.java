package dev.palimpsest.audit.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.text.Conversation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a training file: JSONL, each line an object that has either {@code text}, or {@code
 * messages} and, as may be, {@code tools}, as OpenAI's fine-tuning files have them. Other keys are
 * not looked at; blank lines are skipped.
 */
public final class TrainingRows {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private TrainingRows() {}

  /**
   * All rows of {@code file}, rendered.
   *
   * @throws IllegalArgumentException if a line cannot be used; the message says file and line, and
   *     holds nothing of the text
   * @throws IOException if the file cannot be read
   */
  public static List<TrainingText> read(Path file, LossOn lossOn) throws IOException {
    List<TrainingText> rows = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          rows.add(parse(line, file.getFileName() + ", line " + number, lossOn));
        }
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("no training rows in " + file);
    }
    return rows;
  }

  private static TrainingText parse(String line, String place, LossOn lossOn) {
    JsonNode row;
    try {
      row = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      // Not chained: the parser's message quotes the line.
      throw new IllegalArgumentException(place + ": not valid JSON");
    }
    boolean hasText = row.path("text").isTextual();
    boolean hasMessages = row.path("messages").isArray();
    if (hasText == hasMessages) {
      throw new IllegalArgumentException(
          place + ": a training row needs either a string \"text\" or an array \"messages\"");
    }
    if (hasText) {
      return TrainingText.of(row.get("text").textValue());
    }
    Conversation conversation = new ChatRow(place).read(row);
    return ChatText.render(conversation, lossOn);
  }
}
