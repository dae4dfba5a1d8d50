package dev.palimpsest.near;

/**
 * How much two sets share. A set is a sorted array without repeats.
 *
 * @param left elements of the one
 * @param right elements of the other
 * @param common elements of both
 */
record SetOverlap(int left, int right, int common) {

  static SetOverlap of(long[] a, long[] b) {
    int i = 0;
    int j = 0;
    int common = 0;
    while (i < a.length && j < b.length) {
      long x = a[i];
      long y = b[j];
      common += x == y ? 1 : 0;
      i += x <= y ? 1 : 0;
      j += y <= x ? 1 : 0;
    }
    return new SetOverlap(a.length, b.length, common);
  }

  /** |A ∩ B| / |A ∪ B|, from 0 to 1; 0 when a set is empty. */
  double jaccard() {
    return common == 0 ? 0 : (double) common / ((long) left + right - common);
  }

  /** |A ∩ B| / min(|A|, |B|), from 0 to 1; 0 when a set is empty. */
  double containment() {
    return common == 0 ? 0 : (double) common / Math.min(left, right);
  }
}
