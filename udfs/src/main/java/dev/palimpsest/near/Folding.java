package dev.palimpsest.near;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;

/** The forms in which texts are compared. */
final class Folding {

  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

  private Folding() {}

  /** NFKC, then full Unicode case folding (ß becomes ss). */
  static String fold(String text) {
    return isAscii(text)
        ? text.toLowerCase(Locale.ROOT)
        : UCharacter.foldCase(NFKC.normalize(text), true);
  }

  /** {@link #fold} with each run of white space as one space and none at the ends. */
  static String normal(String text) {
    return collapse(fold(text));
  }

  /** Whether {@code text} has nothing but white space. */
  static boolean isBlank(String text) {
    return text.chars().allMatch(c -> isSpace((char) c));
  }

  /** {@code folded} with each run of white space as one space and none at the ends. */
  static String collapse(String folded) {
    if (isCollapsed(folded)) {
      return folded;
    }
    StringBuilder collapsed = new StringBuilder(folded.length());
    boolean pending = false;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (isSpace(c)) {
        pending = collapsed.length() > 0;
      } else {
        if (pending) {
          collapsed.append(' ');
          pending = false;
        }
        collapsed.append(c);
      }
    }
    return collapsed.toString();
  }

  private static boolean isCollapsed(String text) {
    boolean spaceBefore = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = c == ' ';
      if (space ? spaceBefore : isSpace(c)) {
        return false;
      }
      spaceBefore = space;
    }
    return text.isEmpty() || !spaceBefore;
  }

  /** White_Space of Unicode, and the four ASCII separators U+001C to U+001F. */
  private static boolean isSpace(char c) {
    if (c < 0x80) {
      return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
    }
    return UCharacter.isUWhiteSpace(c);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
