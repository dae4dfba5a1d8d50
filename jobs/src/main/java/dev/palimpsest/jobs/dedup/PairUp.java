package dev.palimpsest.jobs.dedup;

import dev.palimpsest.near.BucketMember;
import dev.palimpsest.near.BucketPairs;
import dev.palimpsest.near.NearRule;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of {@link GroupBands} → the pairs of each bucket, {@link CandidatePairs#SCHEMA}. Memory
 * holds one group at a time, some 45 bytes an entry, and of one bucket some 100 bytes a member and
 * 16 a pair.
 */
final class PairUp implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  private final BucketPairs bounds;
  private final double threshold;

  PairUp(BucketPairs bounds, double threshold) {
    this.bounds = bounds;
    this.threshold = threshold;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> blocks) {
    return new Pairs(blocks, bounds, new NearRule(DedupConfiguration.SPEC, threshold));
  }

  private static final class Pairs implements Iterator<Row> {

    private final Iterator<Row> blocks;
    private final BucketPairs bounds;
    private final NearRule rule;
    private final BandEntries entries = new BandEntries();

    /** First block of the group that follows; null when there is none. */
    private @Nullable Row following;

    /** Place in {@link #entries} of the bucket that follows. */
    private int place;

    private long[] pairs = new long[256];
    private int end;
    private int next;
    private long leftOut;

    Pairs(Iterator<Row> blocks, BucketPairs bounds, NearRule rule) {
      this.blocks = blocks;
      this.bounds = bounds;
      this.rule = rule;
      this.following = blocks.hasNext() ? blocks.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (next == end && leftOut == 0) {
        if (place < entries.places()) {
          pairUp(entries.bucket(place++));
        } else if (following != null) {
          gather(following);
        } else {
          return false;
        }
      }
      return true;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (next == end) {
        Row count = RowFactory.create(null, null, leftOut);
        leftOut = 0;
        return count;
      }
      Row pair = RowFactory.create(pairs[next], pairs[next + 1], 0L);
      next += 2;
      return pair;
    }

    private void gather(Row first) {
      int group = first.getInt(0);
      entries.clear();
      Row row = first;
      while (row != null && row.getInt(0) == group) {
        entries.add(row.<byte[]>getAs(1));
        row = blocks.hasNext() ? blocks.next() : null;
      }
      following = row;
      entries.gather();
      place = 0;
    }

    private void pairUp(List<BucketMember> bucket) {
      end = 0;
      next = 0;
      leftOut = bucket.isEmpty() ? 0 : bounds.forEach(bucket, this::add);
    }

    private void add(BucketMember better, BucketMember worse) {
      if (!rule.sizesAllow(better.shingles(), worse.shingles())) {
        return;
      }
      if (end == pairs.length) {
        pairs = Arrays.copyOf(pairs, 2 * end);
      }
      pairs[end++] = better.rank();
      pairs[end++] = worse.rank();
    }
  }
}
