package dev.palimpsest.ner;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts tokens into windows of a model's length that overlap by a quarter. Every token is answered
 * for by one window, in which it has context on both sides as far as the text has; all tokens of a
 * word by the same one, unless a word is longer than half an overlap.
 */
final class TokenWindows {

  /**
   * A window.
   *
   * @param start first token
   * @param core first token that it answers for
   * @param next first token that it does not answer for any more
   * @param end last token, exclusive
   */
  record Window(int start, int core, int next, int end) {}

  private TokenWindows() {}

  /**
   * The windows of a text, in its order; their cores cover it without overlap.
   *
   * @param length most tokens of a window, at least 4
   */
  static List<Window> over(Tokens tokens, int length) {
    int size = tokens.size();
    int overlap = length / 4;
    List<Window> windows = new ArrayList<>();
    int start = 0;
    int core = 0;
    while (core < size) {
      int end = Math.min(size, start + length);
      int next = end == size ? size : cut(tokens, end - overlap / 2, overlap / 2, core);
      windows.add(new Window(start, core, next, end));
      start = Math.max(0, Math.max(next - overlap / 2, start + 1));
      core = next;
    }
    return windows;
  }

  /** The start of the word at {@code wanted}, if it is near. */
  private static int cut(Tokens tokens, int wanted, int reach, int core) {
    for (int at = wanted; at > Math.max(core, wanted - reach); at--) {
      if (tokens.startsWord(at)) {
        return at;
      }
    }
    return wanted;
  }
}
