package dev.palimpsest.pii;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** All that {@link CommonWords} and {@link Gazetteer} know of a word, in one look-up. */
final class KnownWords {

  /** A word of the language, {@link CommonWords#contains}. */
  static final int COMMON = 1;

  /** A common word that is a name too, {@link CommonWords#isName}. */
  static final int COMMON_NAME = 1 << 1;

  /** {@link Gazetteer#isGivenName}. */
  static final int GIVEN = 1 << 2;

  /** {@link Gazetteer#isFamilyName}. */
  static final int FAMILY = 1 << 3;

  /** {@link Gazetteer#isPlace}. */
  static final int PLACE = 1 << 4;

  /** {@link Gazetteer#isTown}. */
  static final int TOWN = 1 << 5;

  /** {@link Gazetteer#startsPlace}. */
  static final int PLACE_START = 1 << 6;

  private static final class Holder {
    static final WordTable TABLE = table();
  }

  private KnownWords() {}

  /** One bit for each that the word is; several words may be a place. */
  static int of(String text, int start, int end) {
    return Holder.TABLE.of(text, start, end);
  }

  private static WordTable table() {
    Map<String, Integer> words = new HashMap<>();
    add(words, WordSet.read("common-words.txt"), COMMON);
    add(words, WordSet.read("name-words.txt"), COMMON_NAME);
    add(words, WordSet.read("given-names.txt"), GIVEN);
    add(words, WordSet.read("family-names.txt"), FAMILY);
    add(words, Gazetteer.places(), PLACE);
    add(words, WordSet.read("towns.txt"), TOWN);
    add(words, Gazetteer.placeStarts(), PLACE_START);
    return new WordTable(words);
  }

  private static void add(Map<String, Integer> words, Collection<String> more, int bit) {
    for (String word : more) {
      words.merge(word, bit, (one, other) -> one | other);
    }
  }
}
