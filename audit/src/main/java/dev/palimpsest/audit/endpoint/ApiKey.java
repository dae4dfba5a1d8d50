package dev.palimpsest.audit.endpoint;

import dev.palimpsest.mask.KeyReference;
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
    String value = reference.read("the API key", environment).strip();
    // A header takes no others, and java.net.http's own message would show the key.
    if (!value.matches("[\\x21-\\x7E]+")) {
      throw refused(location, "must be one word of ASCII characters; it is empty or holds others");
    }
    return new ApiKey(value);
  }

  private static IllegalArgumentException refused(String location, String reason) {
    return new IllegalArgumentException("the API key at " + location + " " + reason);
  }

  /** Value of the header {@code Authorization} (RFC 6750, section 2.1). */
  String header() {
    return "Bearer " + value;
  }
}
