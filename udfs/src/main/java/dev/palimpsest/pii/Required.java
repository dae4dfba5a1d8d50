package dev.palimpsest.pii;

import org.jspecify.annotations.Nullable;

/** Keys of the rule book that may not be left out. */
final class Required {

  private Required() {}

  /**
   * Refuses a missing value.
   *
   * @param name the key and where it is missing
   */
  static void key(@Nullable Object value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing in the rule book");
    }
  }
}
