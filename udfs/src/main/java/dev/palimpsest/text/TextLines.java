package dev.palimpsest.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads texts line by line and writes one line for each, in the same order, as it goes. */
public final class TextLines {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  static {
    // A text may be as long as memory allows; the default stops at 20 million characters.
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
  }

  private TextLines() {}

  /**
   * @param in JSON Lines in UTF-8, each an object with "id" (a string or number) and "text" (a
   *     string); other keys are ignored, blank lines skipped
   * @param out receives what {@code line} returns, a JSON object each; flushed, not closed
   * @return lines written
   * @throws IOException if reading or writing fails
   * @throws IllegalArgumentException if a line is not of this form; the message says which, and
   *     nothing of its text
   */
  public static long each(InputStream in, OutputStream out, Function<TextLine, String> line)
      throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    long number = 0;
    long written = 0;
    String json = next(reader, ++number);
    while (json != null) {
      if (!json.isBlank()) {
        writer.write(line.apply(parse(json, number)));
        writer.write('\n');
        written++;
      }
      json = next(reader, ++number);
    }
    writer.flush();
    return written;
  }

  private static @Nullable String next(BufferedReader reader, long number) throws IOException {
    try {
      return reader.readLine();
    } catch (CharacterCodingException e) {
      throw refused(number, "is not UTF-8; convert the file");
    }
  }

  private static TextLine parse(String json, long number) {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      // Its message quotes the line, so it is not passed on.
      throw refused(number, "is not JSON at column " + e.getLocation().getColumnNr());
    }
    JsonNode id = node.path("id");
    if (!id.isTextual() && !id.isNumber()) {
      throw refused(number, "needs an \"id\" that is a string or a number");
    }
    if (!node.path("text").isTextual()) {
      throw refused(number, "needs a \"text\" that is a string");
    }
    String written = id.isTextual() ? quoted(id.textValue()) : id.asText();
    return new TextLine(written, node.path("text").textValue());
  }

  private static IllegalArgumentException refused(long number, String reason) {
    return new IllegalArgumentException("line " + number + " " + reason);
  }

  /** {@code text} as a JSON string. */
  public static String quoted(String text) {
    return '"' + JsonStrings.escape(text) + '"';
  }
}
