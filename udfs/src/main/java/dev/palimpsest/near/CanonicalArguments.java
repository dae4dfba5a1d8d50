package dev.palimpsest.near;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Arguments of a tool call in the form in which they are compared: as a JSON value with sorted
 * keys, keys and strings {@linkplain Folding#normal normal}, and numbers by value, so that 1.0
 * equals 1. Of two keys that become equal the later one counts. What is no JSON is compared as
 * normal text.
 */
final class CanonicalArguments {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private CanonicalArguments() {}

  static String of(String arguments) {
    try (JsonParser parser = JSON.createParser(arguments)) {
      JsonToken first = parser.nextToken();
      if (first != null) {
        String canonical = value(parser, first);
        if (parser.nextToken() == null) {
          return canonical;
        }
      }
    } catch (JsonProcessingException e) {
      // What a model writes as arguments need not be JSON.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return quoted(arguments);
  }

  private static String value(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT:
        return object(parser);
      case START_ARRAY:
        return array(parser);
      case VALUE_STRING:
        return quoted(parser.getText());
      case VALUE_NUMBER_INT:
        return new BigInteger(parser.getText()).toString();
      case VALUE_NUMBER_FLOAT:
        return number(Double.parseDouble(parser.getText()));
      default:
        return token.asString();
    }
  }

  private static String object(JsonParser parser) throws IOException {
    Map<String, String> members = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = quoted(parser.getCurrentName());
      members.put(key, value(parser, parser.nextToken()));
    }
    StringJoiner canonical = new StringJoiner(",", "{", "}");
    members.forEach((key, value) -> canonical.add(key + ":" + value));
    return canonical.toString();
  }

  private static String array(JsonParser parser) throws IOException {
    StringJoiner canonical = new StringJoiner(",", "[", "]");
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      canonical.add(value(parser, token));
    }
    return canonical.toString();
  }

  private static String number(double value) {
    return Double.isFinite(value) && value == Math.rint(value)
        ? new BigDecimal(value).toBigInteger().toString()
        : Double.toString(value);
  }

  private static String quoted(String text) {
    return '"' + Folding.normal(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
