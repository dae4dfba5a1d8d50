package dev.palimpsest.profile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import javax.crypto.Mac;

/**
 * How many different values there were: the {@value #SIZE} smallest of their keyed hashes. Exact up
 * to that number; beyond it the estimate is (k − 1) / u, where u in (0, 1] is the k-th smallest
 * hash as a share of all hashes, with a relative standard deviation of 1 / √(k − 2) = 13 % (K.
 * Beyer et al., On Synopses for Distinct-Value Estimation Under Multiset Operations, 2007, §3). The
 * union of two sketches is the sketch of the union to the bit, in whatever order values come;
 * sketches that are smaller for their error differ with that order.
 */
final class DistinctSketch {

  /** k. */
  static final int SIZE = 64;

  private final TreeSet<Long> smallest = new TreeSet<>();

  /**
   * @param mac keyed, so that nobody can look a value up
   */
  void add(String value, Mac mac) {
    byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    smallest.add(ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE);
    if (smallest.size() > SIZE) {
      smallest.pollLast();
    }
  }

  /** The hashes, smallest first; none is negative. */
  long[] hashes() {
    return smallest.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * The estimate of a sketch.
   *
   * @param hashes all of it, smallest first
   */
  static long estimate(long[] hashes) {
    if (hashes.length < SIZE) {
      return hashes.length;
    }
    double share = hashes[SIZE - 1] / (double) Long.MAX_VALUE;
    return Math.round((SIZE - 1) / share);
  }
}
