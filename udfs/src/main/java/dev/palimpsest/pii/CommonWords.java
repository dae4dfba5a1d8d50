package dev.palimpsest.pii;

/**
 * Words that a sentence may hold without naming anyone, from {@code common-words.txt}: words that
 * technical documentation writes in lower case at least half of the time, and everyday words that
 * are names too. Those of {@code name-words.txt} among them are names often enough to be one beside
 * another name.
 */
final class CommonWords {

  private static final WordSet WORDS = new WordSet(WordSet.read("common-words.txt"));
  private static final WordSet NAMES = new WordSet(WordSet.read("name-words.txt"));

  private CommonWords() {}

  static boolean contains(String word) {
    return WORDS.contains(word);
  }

  static boolean contains(String text, int start, int end) {
    return WORDS.contains(text, start, end);
  }

  /** Whether a common word is a name of people too. */
  static boolean isName(String word) {
    return NAMES.contains(word);
  }

  static boolean isName(String text, int start, int end) {
    return NAMES.contains(text, start, end);
  }
}
