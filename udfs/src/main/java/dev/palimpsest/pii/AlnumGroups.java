package dev.palimpsest.pii;

/**
 * Stretches of letters and digits that hold a digit, or stand right before one that does: what
 * identifiers are made of. Digits of any script count as digits.
 */
final class AlnumGroups {

  /** Longest identifier without separators. */
  static final int LONGEST = 32;

  private static final int MOST_SEPARATORS = 3;

  private final String text;

  AlnumGroups(String text) {
    this.text = text;
  }

  /** Start of the first group at or after {@code from}; the text's length if there is none. */
  int start(int from) {
    int i = from;
    while (i < text.length() && !isAlnum(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** End of the group that starts at {@code start}. */
  int end(int start) {
    int i = start;
    while (i < text.length() && isAlnum(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Start of the group that a few separators divide from {@code end}; −1 if none follows so. */
  int next(int end) {
    int i = end;
    while (i < text.length() && i - end < MOST_SEPARATORS && isSeparator(text.charAt(i))) {
      i++;
    }
    return i > end && i < text.length() && isAlnum(text.charAt(i)) ? i : -1;
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
