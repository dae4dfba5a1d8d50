package dev.palimpsest.jobs.dedup;

import dev.palimpsest.near.BucketMember;
import dev.palimpsest.near.BucketPairs;
import dev.palimpsest.near.NearRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Members sorted by key and rank → the pairs of each bucket. Memory holds one bucket at a time:
 * some 100 bytes a member and 16 a pair.
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
  public Iterator<Row> call(Iterator<Row> members) {
    return new Pairs(members, bounds, new NearRule(DedupConfiguration.SPEC, threshold));
  }

  private static final class Pairs implements Iterator<Row> {

    private static final int FIRST_NEXT_KEY = 4;

    private final Iterator<Row> rows;
    private final BucketPairs bounds;
    private final NearRule rule;

    /** First row of the bucket that follows; null when there is none. */
    private @Nullable Row following;

    private long[] pairs = new long[256];
    private int end;
    private int next;
    private long leftOut;

    Pairs(Iterator<Row> rows, BucketPairs bounds, NearRule rule) {
      this.rows = rows;
      this.bounds = bounds;
      this.rule = rule;
      this.following = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (next == end && leftOut == 0 && following != null) {
        pairUpBucket(following);
      }
      return next < end || leftOut > 0;
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

    private void pairUpBucket(Row first) {
      end = 0;
      next = 0;
      long key = first.getLong(0);
      Row row = rows.hasNext() ? rows.next() : null;
      if (row != null && row.getLong(0) == key) {
        List<BucketMember> bucket = new ArrayList<>();
        bucket.add(member(first));
        while (row != null && row.getLong(0) == key) {
          bucket.add(member(row));
          row = rows.hasNext() ? rows.next() : null;
        }
        leftOut = bounds.forEach(bucket, this::add);
      }
      following = row;
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

    private static BucketMember member(Row row) {
      long[] nextKeys = new long[CandidatePairs.NEXT_KEYS];
      for (int i = 0; i < nextKeys.length; i++) {
        nextKeys[i] = row.getLong(FIRST_NEXT_KEY + i);
      }
      return new BucketMember(row.getLong(1), row.getInt(2), nextKeys, row.getBoolean(3));
    }
  }
}
