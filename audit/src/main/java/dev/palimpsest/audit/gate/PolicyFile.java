package dev.palimpsest.audit.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A policy and the file that it stands in.
 *
 * @param policy what it says
 * @param fileName for people
 * @param sha256 of the file's text, in hexadecimal: the version of the policy
 */
public record PolicyFile(GatePolicy policy, String fileName, String sha256) {

  /**
   * Reads a policy, strictly.
   *
   * @throws IllegalArgumentException if a key is unknown, missing or empty, or a value is out of
   *     range; the message names file and key
   */
  public static PolicyFile read(Path file) throws IOException {
    return parse(
        String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.UTF_8));
  }

  static PolicyFile parse(String fileName, String yaml) {
    try {
      GatePolicy policy = GateJson.YAML.readValue(yaml, GatePolicy.class);
      if (policy == null) {
        throw new IllegalArgumentException(fileName + ": a gate policy must not be empty");
      }
      return new PolicyFile(policy, fileName, GateJson.sha256(yaml));
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: unknown key %s; known here are %s",
              fileName,
              e.getPropertyName(),
              e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(fileName + ": " + GateJson.problem(e));
    }
  }
}
