package dev.palimpsest.mask;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.palimpsest.text.JsonErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/** Reads policies from YAML. Strict: an unknown, missing or repeated key is an error. */
public final class PolicyReader {

  private static final ObjectMapper YAML =
      JsonMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .build();

  private PolicyReader() {}

  /** The policy {@code default.yaml} that comes with this library. */
  public static Policy standard() {
    try (InputStream policy = PolicyReader.class.getResourceAsStream("default.yaml")) {
      if (policy == null) {
        throw new IllegalStateException("default.yaml is missing beside PolicyReader.class");
      }
      return parse(new String(policy.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("default.yaml cannot be read", e);
    }
  }

  /**
   * The policy in a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is not a policy; the message names file and key
   */
  public static Policy read(Path file) throws IOException {
    try {
      return parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * The policy in a text.
   *
   * @throws IllegalArgumentException if it is not a policy; the message names the key
   */
  public static Policy parse(String yaml) {
    try {
      JsonNode policy = YAML.readTree(yaml);
      if (!policy.isObject()) {
        throw new IllegalArgumentException(
            "a policy has the keys name, otherwise and types, and rules if it adds any");
      }
      PolicyDefaults.complete(policy);
      return YAML.treeToValue(policy, Policy.class);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(place(e) + JsonErrors.line(e), e);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place = at == null ? "" : "line " + at.getLineNr() + ": ";
      throw new IllegalArgumentException(place + JsonErrors.line(e), e);
    }
  }

  /** The way to the key that is wrong, as {@code types.EMAIL.operator: }. */
  private static String place(JsonMappingException e) {
    StringJoiner place = new StringJoiner(".", "", ": ").setEmptyValue("");
    for (JsonMappingException.Reference step : e.getPath()) {
      place.add(step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName());
    }
    return place.toString();
  }
}
