package dev.palimpsest.jobs.dedup;

import dev.palimpsest.near.BucketMember;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Rows in the buckets of one group of keys, four numbers each: the key; the rank; whether the row
 * is open, its shingles and the key of the next band; the keys of the two bands after that. Of next
 * keys the low 32 bits are held: two that agree in these divide a big bucket less.
 */
final class BandEntries {

  /** Size of an entry. */
  static final int BYTES = 4 * Long.BYTES;

  private static final long LOW = 0xFFFF_FFFFL;
  private static final int NONE = -1;

  /** Entries that arrays can hold. */
  private static final int MOST = 1 << 28;

  private long[] numbers = new long[1 << 10];
  private int size;

  /** First entry of each key at the place that its hash leads to, and the next of the same key. */
  private int[] firsts = {};

  private int[] following = {};

  /**
   * Writes the entry of one band.
   *
   * @param keys of all bands of the row
   * @param shingles at least 0
   */
  static void write(
      byte[] block, int at, long[] keys, int band, long rank, int shingles, boolean open) {
    long first = low(keys, band + 1);
    ByteBuffer.wrap(block, at, BYTES)
        .putLong(keys[band])
        .putLong(rank)
        .putLong((open ? Long.MIN_VALUE : 0) | (long) shingles << 32 | first)
        .putLong(low(keys, band + 2) << 32 | low(keys, band + 3));
  }

  private static long low(long[] keys, int band) {
    return keys[band % keys.length] & LOW;
  }

  void clear() {
    size = 0;
  }

  void add(byte[] block) {
    int added = block.length / BYTES;
    int end = Math.addExact(size, added);
    if (end > MOST) {
      throw new IllegalStateException(
          "more than %d entries are of one group of band keys: so many rows are near each other that no task can hold them"
              .formatted(MOST));
    }
    if (4 * end > numbers.length) {
      numbers = Arrays.copyOf(numbers, 4 * Math.max(end, Math.min(MOST, 2 * size)));
    }
    ByteBuffer.wrap(block).asLongBuffer().get(numbers, 4 * size, 4 * added);
    size = end;
  }

  /** Brings entries of one key together; to be called before {@link #bucket}. */
  void gather() {
    int places = Integer.highestOneBit(Math.max(2, size)) << 2;
    if (firsts.length < places) {
      firsts = new int[places];
    }
    if (following.length < size) {
      following = new int[size];
    }
    Arrays.fill(firsts, NONE);
    for (int entry = 0; entry < size; entry++) {
      int place = place(entry);
      following[entry] = firsts[place];
      firsts[place] = entry;
    }
  }

  /** Where the key of the entry is, or belongs. */
  private int place(int entry) {
    long key = numbers[4 * entry];
    int mask = firsts.length - 1;
    int place = (int) (key >>> 32) & mask;
    while (firsts[place] != NONE && numbers[4 * firsts[place]] != key) {
      place = place + 1 & mask;
    }
    return place;
  }

  /** Number of places of which {@link #bucket} may be asked. */
  int places() {
    return firsts.length;
  }

  /** Members of the bucket at a place, best rank first; none if it has fewer than two. */
  List<BucketMember> bucket(int place) {
    int entry = firsts[place];
    if (entry == NONE || following[entry] == NONE) {
      return List.of();
    }
    List<BucketMember> members = new ArrayList<>();
    for (; entry != NONE; entry = following[entry]) {
      members.add(member(4 * entry));
    }
    members.sort(Comparator.comparingLong(BucketMember::rank));
    return members;
  }

  private BucketMember member(int at) {
    long shingles = numbers[at + 2];
    long[] next = {shingles & LOW, numbers[at + 3] >>> 32, numbers[at + 3] & LOW};
    return new BucketMember(
        numbers[at + 1], (int) (shingles >>> 32) & Integer.MAX_VALUE, next, shingles < 0);
  }
}
