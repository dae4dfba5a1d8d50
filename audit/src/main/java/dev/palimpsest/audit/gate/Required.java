package dev.palimpsest.audit.gate;

import org.jspecify.annotations.Nullable;

/** A key that is there with nothing behind it reaches a record as null, whatever its type says. */
final class Required {

  private Required() {}

  static void set(String key, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(key + " must be set. Provided value: none");
    }
  }
}
