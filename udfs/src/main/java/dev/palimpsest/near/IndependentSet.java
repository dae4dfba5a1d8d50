package dev.palimpsest.near;

/**
 * Who stays among rows of which some are near to each other.
 *
 * <p>Rows are numbered by rank, the best first. A row stays unless a row of better rank that stays
 * is near to it: the lexicographically first maximal independent set (Cook 1985), which does not
 * depend on the order in which the pairs come. No two rows that stay are near; every other row is
 * near to a row that stays, its keeper. Chains are not followed.
 */
public final class IndependentSet {

  private IndependentSet() {}

  /**
   * Decides one row after the other.
   *
   * @param rows how many there are
   * @param left ranks, one end of each near pair
   * @param right ranks, the other end of the same pairs
   * @return of each row its keeper: the row itself if it stays, else the best-ranked near row that
   *     stays
   */
  public static int[] keepers(int rows, int[] left, int[] right) {
    if (left.length != right.length) {
      throw new IllegalArgumentException(
          "left and right must have one rank for each pair. Provided: "
              + left.length
              + " and "
              + right.length);
    }
    int[] first = new int[rows + 1];
    for (int pair = 0; pair < left.length; pair++) {
      requirePair(rows, left[pair], right[pair]);
      first[Math.max(left[pair], right[pair]) + 1]++;
    }
    for (int row = 0; row < rows; row++) {
      first[row + 1] += first[row];
    }
    int[] better = new int[left.length];
    int[] next = first.clone();
    for (int pair = 0; pair < left.length; pair++) {
      better[next[Math.max(left[pair], right[pair])]++] = Math.min(left[pair], right[pair]);
    }
    int[] keepers = new int[rows];
    for (int row = 0; row < rows; row++) {
      keepers[row] = row;
      for (int i = first[row]; i < first[row + 1]; i++) {
        int candidate = better[i];
        if (keepers[candidate] == candidate && candidate < keepers[row]) {
          keepers[row] = candidate;
        }
      }
    }
    return keepers;
  }

  private static void requirePair(int rows, int left, int right) {
    if (left == right || Math.min(left, right) < 0 || Math.max(left, right) >= rows) {
      throw new IllegalArgumentException(
          "a pair must be two different ranks from 0 to "
              + (rows - 1)
              + ". Provided values: "
              + left
              + ", "
              + right);
    }
  }
}
