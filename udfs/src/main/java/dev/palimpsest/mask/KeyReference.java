package dev.palimpsest.mask;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/**
 * Where a key is, never the key. Safe to log and to ship to executors.
 *
 * @param version of the newest key, 1 or more, raised when the key is changed; written into every
 *     token
 * @param location {@code env:NAME} of a variable, {@code file:PATH}, or the name of a {@link
 *     KeySource} and a name it knows; each holds a key in Base64, or several as {@code
 *     VERSION:BASE64} with white space between them, see {@link Keyring}
 */
public record KeyReference(int version, String location) implements Serializable {

  public KeyReference {
    if (version < 1) {
      throw new IllegalArgumentException("a key version must be at least 1. Provided: " + version);
    }
    int colon = location.indexOf(':');
    if (colon < 1
        || colon == location.length() - 1
        || !KeySources.isKnown(location.substring(0, colon))) {
      // The text may be the key itself, put here by mistake.
      throw new IllegalArgumentException(
          "a key reference must be one of "
              + KeySources.notations()
              + "; what was provided is none and is not shown");
    }
  }

  /**
   * The text that the variable, the file or the {@link KeySource} holds.
   *
   * @param what the key is to the user, for messages
   * @throws IllegalArgumentException if there is none; the message names the reference alone
   */
  public String read(String what, Map<String, String> environment) {
    int colon = location.indexOf(':');
    try {
      return KeySources.read(
          location.substring(0, colon), location.substring(colon + 1), environment);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s at %s cannot be read: %s".formatted(what, location, e.getMessage()), e);
    }
  }
}
