package dev.palimpsest.audit.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;

/**
 * Learns byte-pair merges (Sennrich et al. 2016, algorithm 1): symbols are bytes at first, and
 * again and again the most frequent pair of neighbours within words becomes a new symbol. Counts
 * are kept up to date merge by merge, so that only the words that hold the pair are visited.
 */
final class BytePairs {

  /** A pair that occurs once compresses nothing. */
  private static final int LEAST_COUNT = 2;

  private final List<int[]> words = new ArrayList<>();
  private final List<Integer> wordCounts = new ArrayList<>();
  private final Map<Long, Integer> pairCounts = new HashMap<>();
  private final Map<Long, Set<Integer>> pairWords = new HashMap<>();
  private final PriorityQueue<Candidate> queue = new PriorityQueue<>();
  private int symbols = ByteAlphabet.SIZE;

  private BytePairs(SortedMap<String, Integer> counts) {
    counts.forEach(
        (word, count) -> {
          words.add(ByteAlphabet.bytes(word));
          wordCounts.add(count);
        });
    for (int word = 0; word < words.size(); word++) {
      count(word, 1);
    }
    pairCounts.forEach((pair, count) -> queue.add(new Candidate(pair, count)));
  }

  /**
   * At most {@code limit} merges, in the order in which they are to be applied; fewer if no pair
   * occurs twice any more. Symbols 0 to 255 are bytes, symbol 256 + i is the result of merge i.
   * Ties go to the pair with the smaller first, then the smaller second symbol.
   *
   * @param counts words and how often each occurs
   */
  static List<Merge> learn(SortedMap<String, Integer> counts, int limit) {
    BytePairs pairs = new BytePairs(counts);
    List<Merge> merges = new ArrayList<>();
    while (merges.size() < limit) {
      Candidate best = pairs.queue.poll();
      if (best == null || best.count < LEAST_COUNT) {
        break;
      }
      if (pairs.pairCounts.getOrDefault(best.pair, 0) == best.count) {
        merges.add(new Merge(first(best.pair), second(best.pair)));
        pairs.merge(best.pair);
      }
    }
    return merges;
  }

  /** Two neighbouring symbols that become one. */
  record Merge(int first, int second) {}

  private void merge(long pair) {
    int merged = symbols++;
    Set<Long> changed = new HashSet<>();
    for (int word : List.copyOf(pairWords.getOrDefault(pair, Set.of()))) {
      changed.addAll(count(word, -1));
      words.set(word, replace(words.get(word), first(pair), second(pair), merged));
      changed.addAll(count(word, 1));
    }
    for (long other : changed) {
      int count = pairCounts.getOrDefault(other, 0);
      if (count >= LEAST_COUNT) {
        queue.add(new Candidate(other, count));
      }
    }
  }

  /** Adds {@code sign} times the word's pairs to the counts; returns these pairs. */
  private Set<Long> count(int word, int sign) {
    int[] letters = words.get(word);
    Set<Long> pairs = new HashSet<>();
    for (int i = 0; i + 1 < letters.length; i++) {
      long pair = pair(letters[i], letters[i + 1]);
      pairs.add(pair);
      pairCounts.merge(pair, sign * wordCounts.get(word), Integer::sum);
      Set<Integer> where = pairWords.computeIfAbsent(pair, absent -> new HashSet<>());
      if (sign > 0) {
        where.add(word);
      } else {
        where.remove(word);
      }
    }
    return pairs;
  }

  /** {@code letters} with every neighbouring first, second, from left to right, made one. */
  private static int[] replace(int[] letters, int first, int second, int merged) {
    int[] result = new int[letters.length];
    int length = 0;
    for (int i = 0; i < letters.length; i++) {
      boolean matches = letters[i] == first && i + 1 < letters.length && letters[i + 1] == second;
      result[length++] = matches ? merged : letters[i];
      i += matches ? 1 : 0;
    }
    return Arrays.copyOf(result, length);
  }

  private static long pair(int first, int second) {
    return ((long) first << 32) | second;
  }

  private static int first(long pair) {
    return (int) (pair >>> 32);
  }

  private static int second(long pair) {
    return (int) pair;
  }

  /** A pair and its count when it was put in the queue; outdated if the count has changed. */
  private record Candidate(long pair, int count) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int byCount = Integer.compare(other.count, count);
      return byCount != 0 ? byCount : Long.compare(pair, other.pair);
    }
  }
}
