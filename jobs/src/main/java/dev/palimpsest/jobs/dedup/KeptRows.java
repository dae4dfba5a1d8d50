package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.CandidatePairs.LEFT;
import static dev.palimpsest.jobs.dedup.CandidatePairs.RIGHT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import dev.palimpsest.jobs.lake.ScratchFolder;
import dev.palimpsest.near.IndependentSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Who is dropped, as {@link IndependentSet} defines it, for any number of pairs.
 *
 * <p>While the pairs are many: a row without a better neighbour stays, its neighbours are dropped,
 * and so on with the pairs that are left; few rounds are needed (Blelloch, Fineman, Shun, Greedy
 * sequential maximal independent set and matching are parallel on average, 2012). The result does
 * not depend on the order of work, so the last pairs are decided one after the other in one task.
 */
final class KeptRows {

  private static final StructType KEEPERS =
      new StructType().add(LEFT, DataTypes.LongType).add(RIGHT, DataTypes.LongType);

  private final ScratchFolder scratch;
  private final long singleTaskPairs;

  KeptRows(ScratchFolder scratch, long singleTaskPairs) {
    this.scratch = scratch;
    this.singleTaskPairs = singleTaskPairs;
  }

  /**
   * The dropped rows as {@link CandidatePairs#RIGHT}, each with its keeper, the best near row that
   * stays, as {@link CandidatePairs#LEFT}.
   *
   * @param pairs distinct, {@link CandidatePairs#LEFT} less than {@link CandidatePairs#RIGHT}
   * @param name of the file with the result
   */
  Dataset<Row> dropped(Dataset<Row> pairs, String name) {
    Dataset<Row> open = pairs.select(LEFT, RIGHT);
    Dataset<Row> dropped = open.select(RIGHT).limit(0);
    for (int round = 0; open.count() > singleTaskPairs; round++) {
      Dataset<Row> better = open.select(col(LEFT)).distinct();
      Dataset<Row> staying = without(better, LEFT, open, RIGHT);
      Dataset<Row> leaving =
          scratch.write(
              "%s-dropped-%d".formatted(name, round),
              open.join(staying, LEFT).select(RIGHT).distinct());
      Dataset<Row> undecided = without(without(open, RIGHT, leaving, RIGHT), LEFT, leaving, RIGHT);
      // What stays has no open pair left: its neighbours are all leaving.
      open = scratch.write("%s-open-%d".formatted(name, round), undecided);
      dropped = dropped.union(leaving);
    }
    dropped = scratch.write(name + "-dropped", dropped.union(inOneTask(open).select(RIGHT)));
    return scratch.write(
        name,
        without(pairs, LEFT, dropped, RIGHT)
            .join(dropped, RIGHT)
            .groupBy(RIGHT)
            .agg(min(LEFT).as(LEFT)));
  }

  private static Dataset<Row> inOneTask(Dataset<Row> pairs) {
    return pairs.coalesce(1).mapPartitions(new InOneTask(), Encoders.row(KEEPERS));
  }

  /** Rows of {@code rows} whose {@code column} is not in {@code other} of {@code others}. */
  private static Dataset<Row> without(
      Dataset<Row> rows, String column, Dataset<Row> others, String other) {
    return rows.join(others.select(col(other).as(column)), new String[] {column}, "left_anti");
  }

  /** All pairs → keeper and row for each row that {@link IndependentSet} drops. */
  private static final class InOneTask implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    @Override
    public Iterator<Row> call(Iterator<Row> pairs) {
      LongStream.Builder ends = LongStream.builder();
      pairs.forEachRemaining(
          pair -> {
            ends.add(pair.getLong(0));
            ends.add(pair.getLong(1));
          });
      long[] all = ends.build().toArray();
      long[] ranks = Arrays.stream(all).sorted().distinct().toArray();
      int[] left = places(all, 0, ranks);
      int[] right = places(all, 1, ranks);
      int[] keepers = IndependentSet.keepers(ranks.length, left, right);
      return IntStream.range(0, ranks.length)
          .filter(place -> keepers[place] != place)
          .mapToObj(place -> RowFactory.create(ranks[keepers[place]], ranks[place]))
          .iterator();
    }

    /** Places in {@code ranks} of every second element of {@code ends}. */
    private static int[] places(long[] ends, int from, long[] ranks) {
      int[] places = new int[ends.length / 2];
      for (int pair = 0; pair < places.length; pair++) {
        places[pair] = Arrays.binarySearch(ranks, ends[2 * pair + from]);
      }
      return places;
    }
  }
}
