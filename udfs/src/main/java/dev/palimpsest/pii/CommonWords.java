package dev.palimpsest.pii;

/**
 * Words that a sentence may hold without naming anyone, from {@code common-words.txt}: words that
 * technical documentation writes in lower case at least half of the time, and everyday words that
 * are names too. Those of {@code name-words.txt} among them are names often enough to be one beside
 * another name.
 */
final class CommonWords {

  private CommonWords() {}

  static boolean contains(String word) {
    return contains(word, 0, word.length());
  }

  static boolean contains(String text, int start, int end) {
    return (KnownWords.of(text, start, end) & KnownWords.COMMON) != 0;
  }

  /** Whether a common word is a name of people too. */
  static boolean isName(String word) {
    return isName(word, 0, word.length());
  }

  static boolean isName(String text, int start, int end) {
    return (KnownWords.of(text, start, end) & KnownWords.COMMON_NAME) != 0;
  }
}
