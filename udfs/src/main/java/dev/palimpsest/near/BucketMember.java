package dev.palimpsest.near;

/**
 * A row in the bucket of one band key.
 *
 * @param rank place in the order in which rows are preferred, the best least
 * @param shingles size of its shingle set
 * @param nextKeys its keys of the bands that follow, by which a big bucket is divided
 * @param open whether it is to be compared; two rows that are not open are no pair
 */
public record BucketMember(long rank, int shingles, long[] nextKeys, boolean open) {

  /** Whether the pair is to be compared. */
  boolean isPairWith(BucketMember other) {
    return open || other.open;
  }
}
