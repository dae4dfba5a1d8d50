package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeywordAutomatonTest {

  @Test
  void scan_overlappingKeywords_reportsAllLongestFirst() {
    KeywordAutomaton automaton = new KeywordAutomaton(List.of("she", "he", "hers", "Straße"));

    assertThat(found(automaton, "uSHErs in der STRAßE"))
        .containsExactly("0@1-4", "1@2-4", "2@2-6", "3@14-20");
  }

  @Test
  void scan_noKeywords_reportsNothing() {
    assertThat(found(new KeywordAutomaton(List.of()), "anything")).isEmpty();
  }

  /** Searching for each keyword by itself is the plain twin. */
  @Test
  void scan_randomTexts_agreesWithSearchingOneByOne() {
    long seed = 1975;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<String> keywords = new ArrayList<>();
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        String word = word(random, 1 + random.nextInt(4));
        if (!keywords.contains(word)) {
          keywords.add(word);
        }
      }
      String text = word(random, round % 10 == 0 ? 500 + random.nextInt(100) : 40);
      List<String> found = found(new KeywordAutomaton(keywords), text);
      assertThat(found)
          .extracting(one -> Integer.parseInt(one.substring(one.indexOf('-') + 1)))
          .as("seed %d, round %d", seed, round)
          .isSorted();
      Collections.sort(found);
      assertThat(found).as("seed %d, round %d", seed, round).isEqualTo(oneByOne(keywords, text));
    }
  }

  private static List<String> oneByOne(List<String> keywords, String text) {
    List<String> found = new ArrayList<>();
    String lower = text.toLowerCase(Locale.ROOT);
    for (int k = 0; k < keywords.size(); k++) {
      String word = keywords.get(k).toLowerCase(Locale.ROOT);
      for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
        found.add(k + "@" + at + "-" + (at + word.length()));
      }
    }
    Collections.sort(found);
    return found;
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append("abAé".charAt(random.nextInt(4)));
    }
    return word.toString();
  }

  private static List<String> found(KeywordAutomaton automaton, String text) {
    List<String> found = new ArrayList<>();
    automaton.scan(
        text.toCharArray(),
        text.length(),
        new Places[] {new Places(), new Places(), new Places()},
        (keyword, start, end) -> found.add(keyword + "@" + start + "-" + end));
    return found;
  }
}
