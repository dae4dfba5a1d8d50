package dev.palimpsest.pii;

import java.util.Arrays;

/**
 * What a stretch of a text says once an encoding is undone.
 *
 * @param text decoded
 * @param starts for each character of {@code text}, where what encodes it starts
 * @param ends for each character, where what encodes it ends
 */
record Decoded(String text, int[] starts, int[] ends) {

  /** Collects characters one by one. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private int[] starts;
    private int[] ends;

    Builder(int capacity) {
      starts = new int[capacity];
      ends = new int[capacity];
    }

    void add(String decoded, int start, int end) {
      for (int i = 0; i < decoded.length(); i++) {
        add(decoded.charAt(i), start, end);
      }
    }

    void add(char c, int start, int end) {
      if (text.length() == starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length + 8);
        ends = Arrays.copyOf(ends, 2 * ends.length + 8);
      }
      starts[text.length()] = start;
      ends[text.length()] = end;
      text.append(c);
    }

    Decoded build() {
      return new Decoded(text.toString(), starts, ends);
    }
  }
}
