package dev.palimpsest.pii;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

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

  /** A text is read in so many parts at once, unless they would be short. */
  private static final int WALKS = 4;

  private static final int SHORTEST_WALK = 1 << 5;

  private final char[] classes = new char[1 << 16];

  /** Characters of the keywords are in 1 to {@code width} − 1, those of ASCII first. */
  private final int width;

  /** A row of {@link #next} holds {@code 1 << shift} classes: all of ASCII. */
  private final int shift;

  /**
   * Rows in the order of their depth, so that those used most lie together; behind all others those
   * of states in which keywords end.
   */
  private final char[] next;

  /** The rest of each row, which most texts never touch. */
  private final char[] rare;

  /** The first state in which keywords end. */
  private final int firstEnding;

  /** After so many characters what stood before them has no effect. */
  private final int longest;

  private final int[][] ending;
  private final int[] lengths;

  /**
   * A keyword's number is its place in {@code keywords}; none may be empty.
   *
   * @throws IllegalArgumentException if there are more characters in them than states have numbers
   */
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
    if (used > Character.MAX_VALUE) {
      throw new IllegalArgumentException(
          "all keywords together need " + used + " states, more than " + (int) Character.MAX_VALUE);
    }
    firstEnding = endingLast(ranks, ends, used);
    longest = Arrays.stream(lengths).max().orElse(0);
    int rest = width - (1 << shift);
    next = new char[used << shift];
    rare = new char[used * rest];
    ending = new int[used][];
    for (int state = 0; state < used; state++) {
      ending[ranks[state]] = ends[state];
      for (int c = 0; c < width; c++) {
        char entry = (char) ranks[table[state * width + c]];
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

  /**
   * Moves the states in which keywords end behind all others.
   *
   * @return the first of them
   */
  private static int endingLast(int[] ranks, int[][] ends, int used) {
    int[] states = new int[used];
    for (int state = 0; state < used; state++) {
      states[ranks[state]] = state;
    }
    int others = (int) Arrays.stream(ends, 0, used).filter(Objects::isNull).count();
    int plain = 0;
    int ending = others;
    for (int state : states) {
      ranks[state] = ends[state] == null ? plain++ : ending++;
    }
    return others;
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
   * @param later room for what is found in all but the first quarter of a long text
   */
  void scan(char[] text, int length, Places[] later, Sink sink) {
    int quarter = length / WALKS;
    if (quarter < Math.max(longest, SHORTEST_WALK)) {
      scan(text, 0, length, 0, sink);
      return;
    }
    // Each step waits for the one before: four walks take little longer than one.
    Places second = cleared(later[0]);
    Places third = cleared(later[1]);
    Places fourth = cleared(later[2]);
    int a = 0;
    int b = 0;
    int c = 0;
    int d = 0;
    for (int i = quarter - longest; i < quarter; i++) {
      b = step(b, text[i]);
      c = step(c, text[i + quarter]);
      d = step(d, text[i + 2 * quarter]);
    }
    for (int i = 0; i < quarter; i++) {
      a = step(a, text[i]);
      b = step(b, text[i + quarter]);
      c = step(c, text[i + 2 * quarter]);
      d = step(d, text[i + 3 * quarter]);
      if (a >= firstEnding) {
        report(a, i + 1, sink);
      }
      if (b >= firstEnding) {
        keep(b, i + quarter + 1, second);
      }
      if (c >= firstEnding) {
        keep(c, i + 2 * quarter + 1, third);
      }
      if (d >= firstEnding) {
        keep(d, i + 3 * quarter + 1, fourth);
      }
    }
    report(second, sink);
    report(third, sink);
    report(fourth, sink);
    scan(text, WALKS * quarter, length, d, sink);
  }

  private static Places cleared(Places places) {
    places.clear();
    return places;
  }

  private static void keep(int state, int end, Places later) {
    later.add(state);
    later.add(end);
  }

  private void report(Places later, Sink sink) {
    for (int i = 0; i < later.size(); i += 2) {
      report(later.at(i), later.at(i + 1), sink);
    }
  }

  private void scan(char[] text, int from, int to, int start, Sink sink) {
    int state = start;
    for (int i = from; i < to; i++) {
      state = step(state, text[i]);
      if (state >= firstEnding) {
        report(state, i + 1, sink);
      }
    }
  }

  private int step(int state, char c) {
    int kind = classes[c];
    int hot = 1 << shift;
    return kind < hot ? next[(state << shift) + kind] : rare[state * (width - hot) + kind - hot];
  }

  private void report(int state, int end, Sink sink) {
    for (int keyword : ending[state]) {
      sink.found(keyword, end - lengths[keyword], end);
    }
  }
}
