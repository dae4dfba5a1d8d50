package dev.palimpsest.near;

import java.util.Arrays;

/**
 * Sorts hashes: numbers that are spread evenly over all longs. The high bits of such a number tell
 * nearly where it belongs, so one pass puts all near their places and an insertion sort does the
 * rest, in linear time. On numbers that are not spread evenly it gives way to {@link Arrays#sort}.
 */
final class UniformSort {

  /** Below so many, an insertion sort alone is as good. */
  private static final int FEW = 48;

  /** A bucket of more members than this is not what evenly spread numbers give. */
  private static final int MOST_MEMBERS = 32;

  private UniformSort() {}

  /**
   * The numbers in ascending order.
   *
   * @param values may be sorted in place
   */
  static long[] sorted(long[] values) {
    if (values.length < FEW) {
      Arrays.sort(values);
      return values;
    }
    // One to two numbers a bucket.
    int bits = 31 - Integer.numberOfLeadingZeros(values.length);
    int shift = Long.SIZE - bits;
    int[] ends = new int[1 << bits];
    for (long value : values) {
      ends[bucket(value, shift)]++;
    }
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      if (ends[i] > MOST_MEMBERS) {
        Arrays.sort(values);
        return values;
      }
      end += ends[i];
      ends[i] = end;
    }
    long[] sorted = new long[values.length];
    for (long value : values) {
      sorted[--ends[bucket(value, shift)]] = value;
    }
    insertionSort(sorted);
    return sorted;
  }

  /** The high bits, as of an unsigned number that orders as the signed one does. */
  private static int bucket(long value, int shift) {
    return (int) ((value ^ Long.MIN_VALUE) >>> shift);
  }

  private static void insertionSort(long[] values) {
    for (int i = 1; i < values.length; i++) {
      long value = values[i];
      int at = i;
      while (at > 0 && values[at - 1] > value) {
        values[at] = values[--at];
      }
      values[at] = value;
    }
  }
}
