package dev.palimpsest.audit.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read key by key. {@link #finish} refuses what nobody asked for: a setting
 * that is not known might change what the model computes. A null value counts as absent.
 */
final class Settings {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String place;
  private final JsonNode object;
  private final Set<String> known = new HashSet<>();

  private Settings(String place, JsonNode object) {
    this.place = place;
    this.object = object;
    if (!object.isObject()) {
      throw new CheckpointException(place + ": not a JSON object");
    }
  }

  /** The object that the file holds. */
  static Settings read(Path file) {
    return new Settings(file.getFileName().toString(), parse(file));
  }

  /** The JSON value that the file holds. */
  static JsonNode parse(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          file.getFileName() + ": not valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CheckpointException(file.getFileName() + ": cannot be read: " + file, e);
    }
  }

  /** Whether the key is there, be it with a null. */
  boolean mentions(String key) {
    return object.has(key);
  }

  boolean has(String key) {
    return object.hasNonNull(key);
  }

  int positive(String key) {
    return requirePositive(key, find(key));
  }

  int positive(String key, int otherwise) {
    JsonNode value = find(key);
    return value == null ? otherwise : requirePositive(key, value);
  }

  double number(String key, double otherwise) {
    JsonNode value = find(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw wrong(key, "a number", value);
    }
    return value.doubleValue();
  }

  boolean flag(String key, boolean otherwise) {
    JsonNode value = find(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw wrong(key, "true or false", value);
    }
    return value.booleanValue();
  }

  @Nullable String text(String key) {
    JsonNode value = find(key);
    if (value != null && !value.isTextual()) {
      throw wrong(key, "a string", value);
    }
    return value == null ? null : value.textValue();
  }

  /** A list of strings, empty if the key is absent. */
  List<String> texts(String key) {
    JsonNode value = find(key);
    List<String> texts = new ArrayList<>();
    if (value != null) {
      for (JsonNode element : value) {
        if (!value.isArray() || !element.isTextual()) {
          throw wrong(key, "a list of strings", value);
        }
        texts.add(element.textValue());
      }
    }
    return texts;
  }

  /** The object under the key, which its reader must finish too; null if the key is absent. */
  @Nullable Settings section(String key) {
    JsonNode value = find(key);
    return value == null ? null : new Settings(place + ": " + key, value);
  }

  /** The value as it stands; null if the key is absent. */
  @Nullable JsonNode find(String key) {
    known.add(key);
    JsonNode value = object.get(key);
    return value == null || value.isNull() ? null : value;
  }

  /** The keys of the object in the order of the file. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Refuses every value but {@code expected}. */
  void mustBe(String key, boolean expected) {
    if (flag(key, expected) != expected) {
      throw unsupported(key);
    }
  }

  /** Keys that do not change the computation. */
  void ignore(Collection<String> keys) {
    known.addAll(keys);
  }

  /** Switches that are off: null, false, an empty list, an empty object. */
  void ignoreUnset() {
    for (String key : keys()) {
      JsonNode value = object.get(key);
      boolean off = value.isBoolean() && !value.booleanValue();
      if (off || value.isContainerNode() && value.isEmpty()) {
        known.add(key);
      }
    }
  }

  /** Refuses the first key that is neither read nor ignored and has a value. */
  void finish() {
    for (String key : keys()) {
      if (!known.contains(key) && has(key)) {
        throw new CheckpointException(
            place
                + ": unknown setting "
                + key
                + ", which might change what the model computes. Provided value: "
                + shortened(object.get(key)));
      }
    }
  }

  CheckpointException unsupported(String key) {
    return new CheckpointException(
        place + ": " + key + " is not supported. Provided value: " + shortened(object.get(key)));
  }

  CheckpointException wrong(String key, String expected, @Nullable JsonNode value) {
    return new CheckpointException(
        place + ": " + key + " must be " + expected + ". Provided value: " + shortened(value));
  }

  private int requirePositive(String key, @Nullable JsonNode value) {
    if (value == null) {
      throw new CheckpointException(place + ": " + key + " is missing");
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() <= 0) {
      throw wrong(key, "a positive integer", value);
    }
    return value.intValue();
  }

  private static String shortened(@Nullable JsonNode value) {
    String text = String.valueOf(value);
    return text.length() <= 120 ? text : text.substring(0, 120) + "…";
  }
}
