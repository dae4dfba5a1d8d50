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
  private final int width;
  private final int[] next;
  private final int[][] ending;
  private final int[] lengths;

  /** A keyword's number is its place in {@code keywords}; none may be empty. */
  KeywordAutomaton(List<String> keywords) {
    lengths = keywords.stream().mapToInt(String::length).toArray();
    int states = 1 + Arrays.stream(lengths).sum();
    width = classify(keywords);
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
    complete(table, ends);
    next = new int[used * width];
    for (int i = 0; i < next.length; i++) {
      next[i] = table[i] * width | (ends[table[i]] == null ? 0 : FOUND);
    }
    ending = Arrays.copyOf(ends, used);
  }

  /** Gives each character that occurs a class of its own, shared by its upper and lower case. */
  private int classify(List<String> keywords) {
    char count = 1;
    for (String keyword : keywords) {
      for (int i = 0; i < keyword.length(); i++) {
        char lower = Character.toLowerCase(keyword.charAt(i));
        if (classes[lower] == OTHER) {
          classes[lower] = count++;
        }
        classes[Character.toUpperCase(lower)] = classes[lower];
        classes[keyword.charAt(i)] = classes[lower];
      }
    }
    return count;
  }

  /** Breadth first, so that the state a failure leads to is complete before it is copied from. */
  private void complete(int[] table, int[][] ends) {
    int[] failure = new int[ends.length];
    Deque<Integer> queue = new ArrayDeque<>();
    for (int c = 0; c < width; c++) {
      if (table[c] != 0) {
        queue.add(table[c]);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
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
  }

  private static int[] append(int[] array, int value) {
    if (array == null) {
      return new int[] {value};
    }
    int[] longer = Arrays.copyOf(array, array.length + 1);
    longer[array.length] = value;
    return longer;
  }

  /** Reports every occurrence of every keyword, by ascending end, longest first. */
  void scan(String text, Sink sink) {
    char[] characters = text.toCharArray();
    int row = 0;
    for (int i = 0; i < characters.length; i++) {
      int target = next[row + classes[characters[i]]];
      row = target & ~FOUND;
      if (target < 0) {
        for (int keyword : ending[row / width]) {
          sink.found(keyword, i + 1 - lengths[keyword], i + 1);
        }
      }
    }
  }
}
