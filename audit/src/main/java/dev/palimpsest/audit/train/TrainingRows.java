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
   * @param renderer of the rows that are conversations
   * @throws IllegalArgumentException if a line cannot be used; the message says file and line, and
   *     holds nothing of the text
   * @throws IOException if the file cannot be read
   */
  public static TrainingData read(Path file, ChatRenderer renderer) throws IOException {
    List<TrainingText> rows = new ArrayList<>();
    int conversations = 0;
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          String place = file.getFileName() + ", line " + number;
          JsonNode row = parse(line, place);
          conversations += row.path("messages").isArray() ? 1 : 0;
          rows.add(render(row, place, renderer));
        }
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("no training rows in " + file);
    }
    return new TrainingData(rows, conversations);
  }

  private static JsonNode parse(String line, String place) {
    JsonNode row;
    try {
      row = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      // Not chained: the parser's message quotes the line.
      throw new IllegalArgumentException(place + ": not valid JSON");
    }
    if (row.path("text").isTextual() == row.path("messages").isArray()) {
      throw new IllegalArgumentException(
          place + ": a training row needs either a string \"text\" or an array \"messages\"");
    }
    return row;
  }

  private static TrainingText render(JsonNode row, String place, ChatRenderer renderer) {
    if (row.path("text").isTextual()) {
      return TrainingText.of(row.get("text").textValue());
    }
    Conversation conversation = new ChatRow(place).read(row);
    try {
      return renderer.render(conversation);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }
}
