package dev.palimpsest.audit.model;

import java.util.Arrays;
import java.util.List;

/**
 * The positions of a batch that predict a token. The last token of a row predicts nothing that is
 * asked for, so a row of n tokens has n − 1.
 *
 * @param width S, positions that are computed per row
 * @param flat b · S + s of each, N long
 * @param gold the token that follows, N long
 * @param targets where its statistics go, N long
 */
@SuppressWarnings("ArrayRecordComponent") // filled once, then read
record Positions(int width, int[] flat, int[] gold, Target[] targets) {

  /** A place in the statistics of a row. */
  record Target(TokenStatistics row, int position) {}

  static Positions of(List<int[]> rows, List<TokenStatistics> results) {
    int width = rows.stream().mapToInt(row -> row.length - 1).max().orElse(0);
    int count = rows.stream().mapToInt(row -> row.length - 1).sum();
    Positions positions = new Positions(width, new int[count], new int[count], new Target[count]);
    int at = 0;
    for (int b = 0; b < rows.size(); b++) {
      int[] row = rows.get(b);
      for (int s = 0; s < row.length - 1; s++) {
        positions.flat[at] = b * width + s;
        positions.gold[at] = row[s + 1];
        positions.targets[at++] = new Target(results.get(b), s + 1);
      }
    }
    return positions;
  }

  /** N. */
  int count() {
    return gold.length;
  }

  /** The tokens of {@code rows} that are computed, [B, S] in row-major order, padded with 0. */
  int[] padded(List<int[]> rows) {
    int[] padded = new int[rows.size() * width];
    for (int b = 0; b < rows.size(); b++) {
      int[] row = rows.get(b);
      System.arraycopy(row, 0, padded, b * width, Math.min(row.length, width));
    }
    return padded;
  }

  /** {@code length} of the positions from {@code from} on. */
  Positions part(int from, int length) {
    int to = from + length;
    return new Positions(
        width,
        Arrays.copyOfRange(flat, from, to),
        Arrays.copyOfRange(gold, from, to),
        Arrays.copyOfRange(targets, from, to));
  }
}
