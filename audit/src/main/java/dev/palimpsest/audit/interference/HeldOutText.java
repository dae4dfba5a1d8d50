package dev.palimpsest.audit.interference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text that no adapter was trained on.
 *
 * @param id for messages
 * @param slice that it is counted in beside {@link SliceLosses#ALL}
 * @param text as it is
 */
public record HeldOutText(String id, Optional<String> slice, String text) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public HeldOutText {
    if (slice.isPresent() && slice.get().equals(SliceLosses.ALL)) {
      throw new IllegalArgumentException(
          "slice must not be " + SliceLosses.ALL + ", which counts every text");
    }
  }

  /**
   * The lines {@code {"id","text","slice"?}} of {@code in}, blank ones left out.
   *
   * @throws IllegalArgumentException if a line is not as described; the message has its number
   */
  public static List<HeldOutText> read(InputStream in) throws IOException {
    List<HeldOutText> texts = new ArrayList<>();
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          texts.add(parse(line, number));
        }
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the input is not UTF-8", e);
    }
    return texts;
  }

  private static HeldOutText parse(String line, int number) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      // The parser's message quotes the line, which may hold personal data.
      throw new IllegalArgumentException("line " + number + ": not valid JSON");
    }
    JsonNode slice = node.path("slice");
    if (!node.path("id").isValueNode()
        || !node.path("text").isTextual()
        || !(slice.isMissingNode() || slice.isTextual())) {
      throw new IllegalArgumentException(
          "line "
              + number
              + ": needs an id and a text, and a slice that is a string if there is one");
    }
    try {
      return new HeldOutText(
          node.get("id").asText(),
          slice.isTextual() ? Optional.of(slice.textValue()) : Optional.empty(),
          node.get("text").textValue());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
    }
  }
}
