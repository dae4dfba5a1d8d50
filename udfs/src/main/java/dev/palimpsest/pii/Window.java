package dev.palimpsest.pii;

import dev.palimpsest.text.Leaf;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a very long text that is scanned as if it stood alone, so that memory does not grow
 * with the text. What starts in its core counts; the margins around it, which the neighbours count,
 * are as long as the longest thing that is looked for with its context. A longer encoded stretch
 * that a margin cuts inside a character is not decoded there.
 *
 * @param start first UTF-16 unit
 * @param core where the margin ends
 * @param next where the core of the next window starts
 * @param end last unit, exclusive
 */
record Window(int start, int core, int next, int end) {

  static final int CORE = 1 << 20;

  /** More than the longest encoded stretch that is looked into, {@link Encodings#LONGEST}. */
  static final int MARGIN = 1 << 17;

  /** Whether a text is taken as a whole. */
  static boolean isEnough(int length) {
    return length <= CORE + 2 * MARGIN;
  }

  /** Windows over a text of {@code length} units, whose cores cover it without overlap. */
  static List<Window> over(int length) {
    List<Window> windows = new ArrayList<>();
    int core = 0;
    while (core < length) {
      int next = (int) Math.min(length, (long) core + CORE);
      int end = (int) Math.min(length, (long) next + MARGIN);
      windows.add(new Window(Math.max(0, core - MARGIN), core, next, end));
      core = next;
    }
    return windows;
  }

  /** Adds what counts here as entities of the whole. */
  void takeEntities(List<Entity> found, List<Entity> entities) {
    for (Entity entity : found) {
      int at = start + entity.start();
      if (at >= core && at < next) {
        entities.add(new Entity(at, start + entity.end(), entity.type(), entity.probability()));
      }
    }
  }

  /**
   * Adds what counts here as spans of the whole.
   *
   * @param found in the part of {@code leaf} that is the window
   */
  void take(List<Span> found, Leaf leaf, List<Span> spans) {
    for (Span span : found) {
      int at = start + span.start();
      if (at >= core && at < next) {
        spans.add(span.in(leaf, at, start + span.end()));
      }
    }
  }
}
