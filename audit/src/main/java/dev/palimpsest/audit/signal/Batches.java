package dev.palimpsest.audit.signal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** Groups things of similar length, so that little is spent on padding. */
final class Batches {
  /** Largest share of a batch's positions that may be padding. */
  static final double PADDING = 0.1;

  private Batches() {}

  /**
   * Cuts {@code items}, longest first and otherwise in their order, into batches of which each
   * holds at most {@code tokens} positions (or a single item) and at most {@link #PADDING} padding.
   */
  static <I> List<List<I>> of(List<I> items, ToIntFunction<I> length, int tokens) {
    List<I> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingInt(length).reversed());
    List<List<I>> batches = new ArrayList<>();
    List<I> batch = new ArrayList<>();
    long width = 0;
    long filled = 0;
    for (I item : sorted) {
      long positions = (batch.size() + 1) * width;
      boolean full = positions > tokens;
      boolean sparse = positions - filled - length.applyAsInt(item) > PADDING * positions;
      if (batch.isEmpty() || full || sparse) {
        batch = new ArrayList<>();
        batches.add(batch);
        width = length.applyAsInt(item);
        filled = 0;
      }
      batch.add(item);
      filled += length.applyAsInt(item);
    }
    return batches;
  }
}
