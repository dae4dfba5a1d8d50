package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.audit.train.BytePairs.Merge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BytePairsTest {

  @Test
  void learn_wordsCountedByHand_mergesTheMostFrequentFirst() {
    SortedMap<String, Integer> counts =
        new TreeMap<>(Map.of("low", 5, "lower", 2, "newest", 6, "widest", 3));
    // "es" 9 wins its tie with "st" by the smaller first byte; then "est" 9, "lo" 7, "low" 7.
    assertThat(BytePairs.learn(counts, 4))
        .containsExactly(
            new Merge('e', 's'), new Merge(256, 't'), new Merge('l', 'o'), new Merge(258, 'w'));
  }

  @Test
  void learn_repeatedLetter_mergesFromTheLeft() {
    assertThat(BytePairs.learn(new TreeMap<>(Map.of("aaaa", 1)), 9))
        .containsExactly(new Merge('a', 'a'));
  }

  @Test
  void learn_nothingTwice_stops() {
    assertThat(BytePairs.learn(new TreeMap<>(Map.of("abc", 1)), 9)).isEmpty();
  }

  @Test
  void learn_randomWords_equalsTheSlowTwin() {
    for (long seed = 0; seed < 20; seed++) {
      SortedMap<String, Integer> counts = randomWords(new Random(seed));
      assertThat(BytePairs.learn(counts, 60)).as("seed " + seed).isEqualTo(slowly(counts, 60));
    }
  }

  private static SortedMap<String, Integer> randomWords(Random random) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < 80; i++) {
      StringBuilder word = new StringBuilder();
      for (int length = 1 + random.nextInt(9); length > 0; length--) {
        word.append((char) ('a' + random.nextInt(4)));
      }
      counts.merge(word.toString(), 1 + random.nextInt(5), Integer::sum);
    }
    return counts;
  }

  /** All pairs counted anew for every merge. */
  private static List<Merge> slowly(SortedMap<String, Integer> counts, int limit) {
    Map<List<Integer>, Integer> words = new LinkedHashMap<>();
    counts.forEach(
        (word, count) -> words.merge(word.chars().boxed().toList(), count, Integer::sum));
    List<Merge> merges = new ArrayList<>();
    Map<List<Integer>, Integer> current = words;
    while (merges.size() < limit) {
      Map<Long, Integer> pairs = new TreeMap<>();
      current.forEach(
          (word, count) -> {
            for (int i = 0; i + 1 < word.size(); i++) {
              pairs.merge(((long) word.get(i) << 32) | word.get(i + 1), count, Integer::sum);
            }
          });
      long best = -1;
      int most = 1;
      for (Map.Entry<Long, Integer> entry : pairs.entrySet()) {
        if (entry.getValue() > most) {
          best = entry.getKey();
          most = entry.getValue();
        }
      }
      if (best < 0) {
        break;
      }
      Merge merge = new Merge((int) (best >>> 32), (int) best);
      int symbol = 256 + merges.size();
      merges.add(merge);
      Map<List<Integer>, Integer> next = new LinkedHashMap<>();
      current.forEach(
          (word, count) -> next.merge(merged(word, merge, symbol), count, Integer::sum));
      current = next;
    }
    return merges;
  }

  private static List<Integer> merged(List<Integer> word, Merge merge, int symbol) {
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < word.size(); i++) {
      if (i + 1 < word.size()
          && word.get(i) == merge.first()
          && word.get(i + 1) == merge.second()) {
        result.add(symbol);
        i++;
      } else {
        result.add(word.get(i));
      }
    }
    return result;
  }
}
