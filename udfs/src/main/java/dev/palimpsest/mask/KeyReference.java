package dev.palimpsest.mask;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a key is, never the key. Safe to log and to ship to executors.
 *
 * @param version of the newest key, 1 or more, raised when the key is changed; written into every
 *     token
 * @param location {@code env:NAME} of a variable or {@code file:PATH}; either holds a key in
 *     Base64, or several as {@code VERSION:BASE64} with white space between them, see {@link
 *     Keyring}
 */
public record KeyReference(int version, String location) implements Serializable {

  public KeyReference {
    if (version < 1) {
      throw new IllegalArgumentException("a key version must be at least 1. Provided: " + version);
    }
    if (!location.matches("(?:env|file):.+")) {
      // The text may be the key itself, put here by mistake.
      throw new IllegalArgumentException(
          "a key reference must be env:NAME or file:PATH; what was provided is neither"
              + " and is not shown");
    }
  }

  /**
   * The text that the variable or the file holds.
   *
   * @param what the key is to the user, for messages
   * @throws IllegalArgumentException if there is none; the message names the reference alone
   */
  public String read(String what, Map<String, String> environment) {
    String name = location.substring(location.indexOf(':') + 1);
    if (location.startsWith("env:")) {
      String value = environment.get(name);
      if (value == null) {
        throw new IllegalArgumentException(
            "%s at %s is not there: the environment variable is not set".formatted(what, location));
      }
      return value;
    }
    try {
      return Files.readString(Path.of(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s at %s cannot be read: %s".formatted(what, location, e.getClass().getSimpleName()), e);
    }
  }
}
