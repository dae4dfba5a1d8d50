package dev.palimpsest.near;

/** The definition of {@link MinHash}, slot by slot in 64-bit arithmetic. */
final class PlainMinHash {

  private static final long LOW = 0xFFFFFFFFL;

  private final int slots;
  private final long seed;

  PlainMinHash(int slots, long seed) {
    this.slots = slots;
    this.seed = seed;
  }

  int[] signature(long[] set) {
    int[] signature = new int[slots];
    for (int slot = 0; slot < slots; slot++) {
      long z = seed + (slot + 1) * 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z = z ^ (z >>> 31);
      long a = (z >>> 32) | 1;
      long b = z & LOW;
      long least = Long.MAX_VALUE;
      for (long element : set) {
        least = Math.min(least, ((a * (element & LOW) + b) & LOW) >> 1);
      }
      signature[slot] = (int) least;
    }
    return signature;
  }
}
