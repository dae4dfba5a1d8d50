package dev.palimpsest.audit.signal;

import java.util.ArrayList;
import java.util.List;

/**
 * How a row that is longer than the model's context is cut. Windows of {@code context} tokens begin
 * every context − context/2 tokens, and a window gives values only to tokens that no window before
 * it reached: every token but those of the first window is predicted from at least context/2 − 1
 * tokens before it. A row that fits is one window.
 */
final class Windows {

  private Windows() {}

  /**
   * A window of a row.
   *
   * @param start its first token, which it does not score
   * @param scored first token that it gives values to
   * @param end behind its last token
   */
  record Window(int start, int scored, int end) {
    int size() {
      return end - start;
    }
  }

  /** The windows of a row of {@code size} tokens; none if nothing can be predicted. */
  static List<Window> of(int size, int context) {
    if (context < 2) {
      throw new IllegalArgumentException("context must be at least 2. Provided value: " + context);
    }
    List<Window> windows = new ArrayList<>();
    int stride = context - context / 2;
    int scored = 1;
    for (int start = 0; scored < size; start += stride) {
      int end = Math.min(size, start + context);
      windows.add(new Window(start, scored, end));
      scored = end;
    }
    return windows;
  }
}
