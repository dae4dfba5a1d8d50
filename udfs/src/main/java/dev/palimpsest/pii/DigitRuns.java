package dev.palimpsest.pii;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Groups of digits that people would read as one number: at most two separators between groups, no
 * letter touching the outer ones. Digits of any script count.
 */
final class DigitRuns {

  private static final int MAX_GROUPS = 12;

  /**
   * @param starts first unit of each group
   * @param ends end of each group
   */
  record Run(int[] starts, int[] ends) {

    int groups() {
      return starts.length;
    }

    int start() {
      return starts[0];
    }

    int end() {
      return ends[ends.length - 1];
    }

    /** Digits in groups {@code first} to {@code last}. */
    int digits(int first, int last) {
      int digits = 0;
      for (int group = first; group <= last; group++) {
        digits += ends[group] - starts[group];
      }
      return digits;
    }

    int length(int group) {
      return ends[group] - starts[group];
    }
  }

  private DigitRuns() {}

  static List<Run> of(String text, Signs signs) {
    if (!signs.hasDigits()) {
      return List.of();
    }
    List<Run> runs = new ArrayList<>(0);
    int[] starts = null;
    int[] ends = null;
    int done = 0;
    for (int group = 0; group < signs.groups(); group++) {
      int start = signs.start(group);
      if (start >= done
          && signs.hasDigit(group)
          && isDigit(text.charAt(start))
          && (start == 0 || !isWord(text.charAt(start - 1)))) {
        starts = starts == null ? new int[MAX_GROUPS] : starts;
        ends = ends == null ? new int[MAX_GROUPS] : ends;
        done = read(text, start, starts, ends, runs);
      }
    }
    return runs;
  }

  private static int read(String text, int from, int[] starts, int[] ends, List<Run> runs) {
    int groups = 0;
    int at = from;
    while (groups < MAX_GROUPS) {
      int end = groupEnd(text, at);
      if (end < text.length() && isWord(text.charAt(end)) && !isExtension(text, at, end)) {
        at = end;
        break;
      }
      starts[groups] = at;
      ends[groups++] = end;
      at = end;
      int next = end;
      while (next < text.length() && next - end < 2 && isSeparator(text.charAt(next))) {
        next++;
      }
      if (next == end || next == text.length() || !isDigit(text.charAt(next))) {
        break;
      }
      at = next;
    }
    if (groups > 0) {
      runs.add(new Run(Arrays.copyOf(starts, groups), Arrays.copyOf(ends, groups)));
    }
    return Math.max(at, from + 1);
  }

  /** The extension of a telephone number is written right behind it: {@code 555-2671x12}. */
  private static boolean isExtension(String text, int start, int end) {
    int last = end - start >= 3 && end + 1 < text.length() ? groupEnd(text, end + 1) : end;
    return (text.charAt(end) == 'x' || text.charAt(end) == 'X')
        && last > end + 1
        && start > 0
        && isSeparator(text.charAt(start - 1))
        && (last == text.length() || !isWord(text.charAt(last)));
  }

  private static int groupEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSeparator(char c) {
    return switch (c) {
      case ' ', '-', '.', '/', '(', ')', '\u00a0', '\u2010', '\u2011', '\u2013' -> true;
      default -> false;
    };
  }

  static boolean isDigit(char c) {
    return c < 128 ? c >= '0' && c <= '9' : Character.isDigit(c);
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** The digits between two offsets as ASCII, all else left out. */
  static String ascii(String text, int start, int end) {
    StringBuilder digits = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
      }
    }
    return digits.toString();
  }
}
