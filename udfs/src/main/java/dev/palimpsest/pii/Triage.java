package dev.palimpsest.pii;

/** One look at a text that tells whether a scan could find anything at all. */
final class Triage {

  private static final int SHORTEST = 4;

  private Triage() {}

  /** Whether there is an anchor (a digit, an at-sign, a colon) or room for a cue and a value. */
  static boolean needsScan(String text) {
    if (text.length() < SHORTEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '@' || c == ':' || DigitRuns.isDigit(c)) {
        return true;
      }
    }
    return text.length() >= 2 * SHORTEST;
  }
}
