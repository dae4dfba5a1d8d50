package dev.palimpsest.jobs.demo.trace;

import java.util.Random;

/** Random identifiers of a given alphabet. */
final class Tokens {

  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private Tokens() {}

  static String alphanumeric(int length, Random random) {
    return draw(ALPHANUMERIC, length, random);
  }

  static String hex(int length, Random random) {
    return draw("0123456789abcdef", length, random);
  }

  static String digits(int length, Random random) {
    return draw("0123456789", length, random);
  }

  private static String draw(String alphabet, int length, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
