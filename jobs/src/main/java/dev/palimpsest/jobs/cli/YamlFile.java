package dev.palimpsest.jobs.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.palimpsest.jobs.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Strict reading of YAML files into records. */
final class YamlFile {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private YamlFile() {}

  /**
   * The record that {@code path} holds.
   *
   * @throws UserException naming the file and the key that is wrong
   */
  static <T> T read(Path path, Class<T> type) {
    if (!Files.isRegularFile(path)) {
      throw new UserException(
          "The configuration %s does not exist. Give --config a file that does.".formatted(path));
    }
    try {
      T value = YAML.readValue(path.toFile(), type);
      if (value == null) {
        throw new UserException("The configuration %s is empty.".formatted(path));
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw new UserException(
          "%s: unknown key %s. Known here: %s.".formatted(path, key(e), known(e)), e);
    } catch (ValueInstantiationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new UserException("%s: %s".formatted(path, firstLine(cause)), e);
    } catch (MismatchedInputException e) {
      if (String.valueOf(e.getOriginalMessage()).startsWith("Missing creator property")) {
        throw new UserException(
            "%s: the key %s is missing, or misspelt. Every key must be there; conf/palimpsest.yaml has them all."
                .formatted(path, key(e)),
            e);
      }
      throw new UserException("%s: at %s: %s".formatted(path, key(e), firstLine(e)), e);
    } catch (JsonProcessingException e) {
      throw new UserException("%s is no YAML: %s".formatted(path, firstLine(e)), e);
    } catch (IOException e) {
      throw new UserException(
          "The configuration %s cannot be read (%s).".formatted(path, e.getClass().getSimpleName()),
          e);
    }
  }

  private static String key(JsonMappingException e) {
    String key =
        e.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return key.isEmpty() ? "the top" : key;
  }

  private static String known(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream()
        .map(String::valueOf)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String firstLine(Throwable e) {
    String message =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
