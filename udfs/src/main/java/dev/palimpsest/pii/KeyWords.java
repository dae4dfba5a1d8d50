package dev.palimpsest.pii;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words that a key is made of: {@code customerFirst_name2} is customer, first, name, 2. */
final class KeyWords {

  private static final int MAX_LENGTH = 128;

  private KeyWords() {}

  static List<String> of(String key) {
    List<String> words = new ArrayList<>();
    int limit = Math.min(key.length(), MAX_LENGTH);
    int start = 0;
    for (int i = 0; i <= limit; i++) {
      boolean end = i == limit || !Character.isLetterOrDigit(key.charAt(i));
      if (end || (i > start && startsWord(key, i))) {
        if (i > start) {
          words.add(key.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = end ? i + 1 : i;
      }
    }
    return words;
  }

  /** A capital after a small letter, the last capital of several, a digit after a letter. */
  private static boolean startsWord(String key, int i) {
    char before = key.charAt(i - 1);
    char c = key.charAt(i);
    if (Character.isUpperCase(c)) {
      boolean lowerNext = i + 1 < key.length() && Character.isLowerCase(key.charAt(i + 1));
      return !Character.isUpperCase(before) || lowerNext;
    }
    return Character.isDigit(c) != Character.isDigit(before);
  }

  /** The words from {@code from} on, joined by spaces. */
  static String phrase(List<String> words, int from) {
    return String.join(" ", words.subList(from, words.size()));
  }
}
