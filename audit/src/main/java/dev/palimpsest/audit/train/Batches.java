package dev.palimpsest.audit.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Orders rows for an epoch. Rows are shuffled; within windows of some batches they are put together
 * by length, so that little is computed for padding; then the batches are shuffled.
 */
final class Batches {

  private static final int WINDOW_BATCHES = 16;

  private final List<TokenRow> rows;
  private final int batchRows;
  private final Random random;

  Batches(List<TokenRow> rows, int batchRows, long seed) {
    this.rows = rows;
    this.batchRows = batchRows;
    this.random = new Random(seed);
  }

  /** Number of batches of an epoch. */
  int perEpoch() {
    return (rows.size() + batchRows - 1) / batchRows;
  }

  /** All rows once, in the batches of the next epoch. */
  List<List<TokenRow>> nextEpoch() {
    List<TokenRow> order = new ArrayList<>(rows);
    Collections.shuffle(order, random);
    int window = WINDOW_BATCHES * batchRows;
    List<List<TokenRow>> batches = new ArrayList<>();
    for (int start = 0; start < order.size(); start += window) {
      List<TokenRow> near = order.subList(start, Math.min(order.size(), start + window));
      near.sort(Comparator.comparingInt(TokenRow::length));
      for (int first = 0; first < near.size(); first += batchRows) {
        batches.add(List.copyOf(near.subList(first, Math.min(near.size(), first + batchRows))));
      }
    }
    Collections.shuffle(batches, random);
    return batches;
  }
}
