package dev.palimpsest.profile;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** A value of the same form that means nothing: each digit is another one at random. */
final class Decoy {

  private Decoy() {}

  /** The decoy of {@code value}: always the same one. */
  static String of(String value) {
    CRC32 seed = new CRC32();
    seed.update(value.getBytes(StandardCharsets.UTF_8));
    SplittableRandom random = new SplittableRandom(seed.getValue());
    StringBuilder decoy = new StringBuilder(value);
    for (int i = 0; i < decoy.length(); i++) {
      if (isDigit(decoy.charAt(i))) {
        decoy.setCharAt(i, (char) ('0' + random.nextInt(10)));
      }
    }
    return decoy.toString();
  }

  /** Whether the value has digits: without them it is its own decoy. */
  static boolean exists(String value) {
    return value.chars().anyMatch(c -> isDigit((char) c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
