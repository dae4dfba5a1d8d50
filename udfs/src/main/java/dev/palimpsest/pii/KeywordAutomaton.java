package dev.palimpsest.pii;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Finds all of many keywords in one pass (Aho and Corasick, "Efficient string matching", CACM 18/6,
 * 1975), as a complete transition table of rows: one look-up per character, no failure links to
 * follow, no lower-cased copy of the text. Letter case is ignored.
 */
final class KeywordAutomaton {

  /** What is told of each occurrence. */
  interface Sink {
    void found(int keyword, int start, int end);
  }

  private static final int OTHER = 0;

  /** Set in a transition to a state in which keywords end. */
  private static final int FOUND = 1 << 31;

  private final char[] classes = new char[1 << 16];

  /** Characters of the keywords are in 1 to {@code width} − 1, those of ASCII first. */
  private final int width;

  /** A row of {@link #next} holds {@code 1 << shift} classes: all of ASCII. */
  private final int shift;

  /** Rows in the order of their depth, so that those used most lie together. */
  private final int[] next;

  /** The rest of each row, which most texts never touch. */
  private final int[] rare;

  private final int[][] ending;
  private final int[] lengths;

  /** A keyword's number is its place in {@code keywords}; none may be empty. */
  KeywordAutomaton(List<String> keywords) {
    lengths = keywords.stream().mapToInt(String::length).toArray();
    int states = 1 + Arrays.stream(lengths).sum();
    int ascii = classify(keywords, 1, 0, 128);
    shift = 32 - Integer.numberOfLeadingZeros(ascii - 1);
    width = classify(keywords, 1 << shift, 128, classes.length);
    int[] table = new int[states * width];
    int[][] ends = new int[states][];
    int used = 1;
    for (int k = 0; k < keywords.size(); k++) {
      int state = 0;
      for (int i = 0; i < lengths[k]; i++) {
        int edge = state * width + classes[keywords.get(k).charAt(i)];
        if (table[edge] == 0) {
          table[edge] = used++;
        }
        state = table[edge];
      }
      ends[state] = append(ends[state], k);
    }
    int[] ranks = complete(table, ends);
    int rest = width - (1 << shift);
    next = new int[used << shift];
    rare = new int[used * rest];
    ending = new int[used][];
    for (int state = 0; state < used; state++) {
      ending[ranks[state]] = ends[state];
      for (int c = 0; c < width; c++) {
        int target = table[state * width + c];
        int entry = ranks[target] << shift | (ends[target] == null ? 0 : FOUND);
        if (c < 1 << shift) {
          next[(ranks[state] << shift) + c] = entry;
        } else {
          rare[ranks[state] * rest + c - (1 << shift)] = entry;
        }
      }
    }
  }

  /**
   * Gives each character that occurs, of those from {@code least} to {@code most}, a class of its
   * own, shared by its upper and lower case: from {@code first} on.
   *
   * @return the first class that is not given
   */
  private int classify(List<String> keywords, int first, int least, int most) {
    int count = first;
    for (String keyword : keywords) {
      for (int i = 0; i < keyword.length(); i++) {
        char lower = Character.toLowerCase(keyword.charAt(i));
        if (lower < least || lower >= most) {
          continue;
        }
        if (classes[lower] == OTHER) {
          classes[lower] = (char) count++;
        }
        char upper = Character.toUpperCase(lower);
        // The capital of the Turkish dotless i is an I, and I stays that of i.
        if (upper >= least && upper < most) {
          classes[upper] = classes[lower];
        }
        classes[keyword.charAt(i)] = classes[lower];
      }
    }
    return count;
  }

  /**
   * Breadth first, so that the state a failure leads to is complete before it is copied from.
   *
   * @return the place of each state in that order
   */
  private int[] complete(int[] table, int[][] ends) {
    int[] failure = new int[ends.length];
    int[] ranks = new int[ends.length];
    int rank = 1;
    Deque<Integer> queue = new ArrayDeque<>();
    for (int c = 0; c < width; c++) {
      if (table[c] != 0) {
        queue.add(table[c]);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      ranks[state] = rank++;
      int fallback = failure[state];
      if (ends[fallback] != null) {
        for (int keyword : ends[fallback]) {
          ends[state] = append(ends[state], keyword);
        }
      }
      for (int c = 0; c < width; c++) {
        int target = table[state * width + c];
        if (target == 0) {
          table[state * width + c] = table[fallback * width + c];
        } else {
          failure[target] = table[fallback * width + c];
          queue.add(target);
        }
      }
    }
    return ranks;
  }

  private static int[] append(int[] array, int value) {
    if (array == null) {
      return new int[] {value};
    }
    int[] longer = Arrays.copyOf(array, array.length + 1);
    longer[array.length] = value;
    return longer;
  }

  /**
   * Reports every occurrence of every keyword, by ascending end, longest first.
   *
   * @param text in its first {@code length} characters
   */
  void scan(char[] text, int length, Sink sink) {
    int hot = 1 << shift;
    int row = 0;
    for (int i = 0; i < length; i++) {
      int c = classes[text[i]];
      int target = c < hot ? next[row + c] : rare[(row >>> shift) * (width - hot) + c - hot];
      row = target & ~FOUND;
      if (target < 0) {
        for (int keyword : ending[row >>> shift]) {
          sink.found(keyword, i + 1 - lengths[keyword], i + 1);
        }
      }
    }
  }
}
