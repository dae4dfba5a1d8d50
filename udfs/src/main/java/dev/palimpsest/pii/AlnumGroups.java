package dev.palimpsest.pii;

/**
 * Stretches of letters and digits that hold a digit, or stand right before one that does: what
 * identifiers are made of. Digits of any script count as digits.
 */
final class AlnumGroups {

  /** Longest identifier without separators. */
  static final int LONGEST = 32;

  private static final int MOST_SEPARATORS = 3;

  private AlnumGroups() {}

  /** Whether a few separators and nothing else stand between two groups. */
  static boolean areJoined(char[] text, int end, int start) {
    if (start - end > MOST_SEPARATORS) {
      return false;
    }
    for (int i = end; i < start; i++) {
      if (!isSeparator(text[i])) {
        return false;
      }
    }
    return true;
  }

  static boolean isAlnum(char c) {
    return c < 128
        ? (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
        : c == 'Ñ' || c == 'ñ' || Character.isDigit(c);
  }

  static boolean isSeparator(char c) {
    return c == ' '
        || c == '-'
        || c == '.'
        || c == '/'
        || c == '\u00a0'
        || c == '\u2011'
        || c == '\u2013'
        || c == '+'
        || c == '*'
        || c == ':';
  }
}
