package dev.palimpsest.audit.stats;

/** Counts in ascending arrays, by bisection. */
public final class Ranks {

  private Ranks() {}

  /** Number of values {@code < x} in an ascending array. */
  public static int countBelow(double[] ascending, double x) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Number of values {@code ≤ x} in an ascending array. */
  public static int countAtMost(double[] ascending, double x) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] <= x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
