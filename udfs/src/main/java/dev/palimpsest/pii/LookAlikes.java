package dev.palimpsest.pii;

import com.ibm.icu.text.SpoofChecker;
import java.util.HashMap;
import java.util.Map;

/**
 * Greek and Cyrillic letters that look like Latin ones, by the confusables of Unicode (UTS 39,
 * section 4), where they stand in for them: in a stretch without spaces that has Latin letters too,
 * and only in words all of whose letters can be read as Latin. A Russian word has others.
 */
final class LookAlikes {

  /** The Greek and Cyrillic blocks. */
  private static final char FIRST = '\u0370';

  private static final char LAST = '\u052f';

  private static final char[] LATIN = latin();

  private LookAlikes() {}

  private static char[] latin() {
    SpoofChecker checker = new SpoofChecker.Builder().build();
    Map<String, Character> lower = new HashMap<>();
    Map<String, Character> upper = new HashMap<>();
    for (char c = 'a'; c <= 'z'; c++) {
      lower.putIfAbsent(checker.getSkeleton(String.valueOf(c)), c);
      char capital = Character.toUpperCase(c);
      upper.putIfAbsent(checker.getSkeleton(String.valueOf(capital)), capital);
    }
    char[] latin = new char[LAST - FIRST + 1];
    for (char c = FIRST; c <= LAST; c++) {
      String skeleton = checker.getSkeleton(String.valueOf(c));
      Map<String, Character> same = Character.isUpperCase(c) ? upper : lower;
      Map<String, Character> other = Character.isUpperCase(c) ? lower : upper;
      Character plain = same.get(skeleton);
      if (plain == null) {
        plain = other.get(skeleton);
      }
      latin[c - FIRST] = plain == null || !Character.isLetter(c) ? c : plain;
    }
    return latin;
  }

  /** The Latin letter that {@code c} looks like; {@code c} if there is none. */
  static char latin(char c) {
    return c < FIRST || c > LAST ? c : LATIN[c - FIRST];
  }

  /** {@code text} with Latin letters where others stand in for them; itself if none do. */
  static String fold(String text) {
    char[] folded = text.toCharArray();
    boolean changed = false;
    int end;
    for (int start = 0; start < text.length(); start = end + 1) {
      end = start;
      boolean ascii = false;
      boolean alike = false;
      while (end < text.length() && !isSpace(text.charAt(end))) {
        char c = text.charAt(end++);
        ascii |= isAsciiLetter(c);
        alike |= latin(c) != c;
      }
      if (ascii && alike) {
        changed |= foldWords(folded, start, end);
      }
    }
    return changed ? new String(folded) : text;
  }

  private static boolean foldWords(char[] text, int from, int to) {
    boolean changed = false;
    int end;
    for (int start = from; start < to; start = end + 1) {
      end = start;
      boolean readable = true;
      while (end < to && Character.isLetter(text[end])) {
        readable &= isAsciiLetter(latin(text[end++]));
      }
      for (int i = start; readable && i < end; i++) {
        changed |= latin(text[i]) != text[i];
        text[i] = latin(text[i]);
      }
    }
    return changed;
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || c == '\u00a0' || Character.isWhitespace(c);
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
