package dev.palimpsest.mask;

import java.io.Serializable;

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
}
