package dev.palimpsest.text;

/** Text that has a UTF-8 form, for libraries that take nothing else. */
public final class WellFormed {

  private static final char REPLACEMENT = '\uFFFD';

  private WellFormed() {}

  /**
   * {@code text} with each half of a surrogate pair that stands alone as a replacement character:
   * of the same length, so that offsets stay true.
   */
  public static String of(String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = 0; i < changed.length(); i++) {
      if (Character.isSurrogate(changed.charAt(i))) {
        if (Character.isSupplementaryCodePoint(changed.codePointAt(i))) {
          i++;
        } else {
          changed.setCharAt(i, REPLACEMENT);
        }
      }
    }
    return changed.toString();
  }
}
