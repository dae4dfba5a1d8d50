package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownWordsTest {

  /** The lists, each looked up by itself. */
  @Test
  void of_listedAndOtherWords_saysWhichListsHoldThem() {
    Set<String> common = new HashSet<>(WordSet.read("common-words.txt"));
    Set<String> commonNames = new HashSet<>(WordSet.read("name-words.txt"));
    Set<String> given = new HashSet<>(WordSet.read("given-names.txt"));
    Set<String> family = new HashSet<>(WordSet.read("family-names.txt"));
    Set<String> towns = new HashSet<>(WordSet.read("towns.txt"));
    Set<String> places = Gazetteer.places();
    Set<String> starts = Gazetteer.placeStarts();
    List<String> words = new ArrayList<>(given);
    words.addAll(common);
    words.addAll(family);
    words.addAll(towns);
    words.addAll(places);
    words.sort(null);
    long seed = 41;
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String word = words.get(random.nextInt(words.size()));
      word = random.nextInt(3) == 0 ? word.substring(random.nextInt(word.length())) : word;
      String text = "(" + Character.toUpperCase(word.charAt(0)) + word.substring(1) + ")";

      int known = KnownWords.of(text, 1, text.length() - 1);

      assertThat(known)
          .as("seed %d, round %d", seed, round)
          .isEqualTo(
              bit(common, word, KnownWords.COMMON)
                  | bit(commonNames, word, KnownWords.COMMON_NAME)
                  | bit(given, word, KnownWords.GIVEN)
                  | bit(family, word, KnownWords.FAMILY)
                  | bit(places, word, KnownWords.PLACE)
                  | bit(towns, word, KnownWords.TOWN)
                  | bit(starts, word, KnownWords.PLACE_START));
    }
  }

  private static int bit(Set<String> words, String word, int bit) {
    return words.contains(word) ? bit : 0;
  }
}
