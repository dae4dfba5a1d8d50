package dev.palimpsest.audit.endpoint;

import dev.palimpsest.mask.KeyReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The key of an API. It is sent and never shown. */
final class ApiKey {
  private final String value;

  private ApiKey(String value) {
    this.value = value;
  }

  /**
   * Opens the key that {@code reference} points to; unlike other keys it is taken as it is written.
   *
   * @throws IllegalArgumentException if there is none; the message names the reference alone
   */
  static ApiKey open(KeyReference reference, Map<String, String> environment) {
    String location = reference.location();
    String value = read(location, environment).strip();
    // A header takes no others, and java.net.http's own message would show the key.
    if (!value.matches("[\\x21-\\x7E]+")) {
      throw refused(location, "must be one word of ASCII characters; it is empty or holds others");
    }
    return new ApiKey(value);
  }

  private static String read(String location, Map<String, String> environment) {
    String name = location.substring(location.indexOf(':') + 1);
    if (location.startsWith("env:")) {
      String value = environment.get(name);
      if (value == null) {
        throw refused(location, "is not there: the environment variable is not set");
      }
      return value;
    }
    try {
      return Files.readString(Path.of(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw refused(location, "cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static IllegalArgumentException refused(String location, String reason) {
    return new IllegalArgumentException("the API key at " + location + " " + reason);
  }

  /** Value of the header {@code Authorization} (RFC 6750, section 2.1). */
  String header() {
    return "Bearer " + value;
  }
}
