package dev.palimpsest.jobs.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Strict reading of JSON, and writing it compactly: no blanks, key order kept, numbers as written.
 * A lone surrogate becomes U+FFFD; of a key that comes twice the last value counts.
 */
public final class Json {

  /** Levels of nesting that are read. */
  public static final int MAX_DEPTH = 1000;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          // Field names come from strangers' data: a table of them would only grow.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private Json() {}

  /**
   * The value that {@code text} is.
   *
   * @throws RecordFault {@code TRUNCATED}, {@code NOT_JSON} or {@code TOO_LARGE}
   */
  public static JsonNode parse(String text) throws RecordFault {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new RecordFault(Reason.NOT_JSON);
      }
      try {
        JsonNode value = value(parser);
        if (parser.nextToken() != null) {
          throw new RecordFault(Reason.NOT_JSON);
        }
        return value;
      } catch (JsonProcessingException e) {
        throw fault(e, parser, text);
      }
    } catch (JsonProcessingException e) {
      // The first token itself is broken: only a string can be cut there.
      boolean cut = text.stripLeading().startsWith("\"") && e instanceof JsonEOFException;
      throw new RecordFault(cut ? Reason.TRUNCATED : Reason.NOT_JSON);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a string", e);
    }
  }

  /** The value as compact JSON. */
  public static String compact(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  /**
   * A value that may be written as JSON in a string: such a string is replaced by its object or
   * array; every other value stays.
   *
   * @throws RecordFault {@code TRUNCATED} if the string begins with a brace or bracket and ends
   *     inside
   */
  static JsonNode unpacked(JsonNode value) throws RecordFault {
    if (!value.isTextual()) {
      return value;
    }
    String text = value.textValue().strip();
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return value;
    }
    try {
      JsonNode inner = parse(text);
      return inner.isContainerNode() ? inner : value;
    } catch (RecordFault fault) {
      if (fault.reason() == Reason.TRUNCATED) {
        throw fault;
      }
      return value;
    }
  }

  private static JsonNode value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    switch (token) {
      case START_OBJECT:
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = wellFormed(parser.getText());
          parser.nextToken();
          object.set(name, value(parser));
        }
        return object;
      case START_ARRAY:
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        return array;
      case VALUE_STRING:
        return TextNode.valueOf(wellFormed(parser.getText()));
      case VALUE_NUMBER_INT:
        return new NumberText(parser.getText(), true);
      case VALUE_NUMBER_FLOAT:
        return new NumberText(parser.getText(), false);
      case VALUE_TRUE:
      case VALUE_FALSE:
        return BooleanNode.valueOf(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL:
        return NullNode.getInstance();
      default:
        throw new IllegalStateException("a JSON value cannot start with " + token);
    }
  }

  private static RecordFault fault(JsonProcessingException e, JsonParser parser, String text) {
    if (e instanceof StreamConstraintsException) {
      return new RecordFault(Reason.TOO_LARGE);
    }
    boolean inside = !parser.getParsingContext().inRoot();
    if (e instanceof JsonEOFException) {
      return new RecordFault(Reason.TRUNCATED);
    }
    boolean atEnd = e.getLocation() != null && e.getLocation().getCharOffset() >= text.length();
    return new RecordFault(
        inside && atEnd && !endsInForeignWord(text) ? Reason.TRUNCATED : Reason.NOT_JSON);
  }

  /** Whether the text ends in a word that is no beginning of a number, of true, false or null. */
  private static boolean endsInForeignWord(String text) {
    int start = text.length();
    while (start > 0 && isWord(text.charAt(start - 1))) {
      start--;
    }
    String last = text.substring(start);
    return !("true".startsWith(last)
        || "false".startsWith(last)
        || "null".startsWith(last)
        || last.matches("-?[0-9]*(\\.[0-9]*)?([eE][+-]?[0-9]*)?"));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.';
  }

  /** The text with lone surrogates replaced by U+FFFD. */
  private static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (mended == null) {
        mended = new StringBuilder(text);
      }
      mended.setCharAt(i, '\uFFFD');
    }
    return mended == null ? text : mended.toString();
  }

  /** The member, or null if it is absent or JSON null. */
  static @Nullable JsonNode member(@Nullable JsonNode object, String name) {
    JsonNode value = object == null ? null : object.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
