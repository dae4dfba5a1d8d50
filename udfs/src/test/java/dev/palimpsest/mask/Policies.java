package dev.palimpsest.mask;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Policies for tests. */
final class Policies {

  private Policies() {}

  /** The file that is shipped. */
  static Policy shipped(String name) {
    try {
      return PolicyReader.read(
          Path.of(System.getProperty("palimpsest.home"), "conf", "policy", name + ".yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Policy defaultPolicy() {
    return PolicyReader.standard();
  }

  /** Masks everything one way. */
  static Policy all(String operator) {
    return PolicyReader.parse(
        """
        name: test
        otherwise:
          tiers: {A: mask, B: mask, C: mask}
          operator: %s
        types: {}
        """
            .formatted(operator));
  }
}
