package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.CandidatePairs.LEFT;
import static dev.palimpsest.jobs.dedup.CandidatePairs.LEFT_OUT;
import static dev.palimpsest.jobs.dedup.CandidatePairs.RIGHT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.palimpsest.near.BucketPairs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Ranked rows → verified near pairs and the rows that are dropped for others.
 *
 * <p>A bucket that is too big is cut short. Then the rows that stay by the pairs found so far meet
 * again, in buckets that are smaller now and with wider bounds, until no bucket is cut short: every
 * two rows that stay and share a bucket have then been compared.
 */
final class NearStage {

  /**
   * @param pairs {@link VerifiedPairs#SCHEMA}, distinct
   * @param dropped {@link KeptRows#dropped}
   * @param notCompared pairs of rows that were left out of buckets cut short in the last round; a
   *     pair of several buckets counts several times
   */
  record Result(Dataset<Row> pairs, Dataset<Row> dropped, long notCompared) {}

  private final ScratchFolder scratch;
  private final DedupConfiguration configuration;
  private final DedupConfiguration.Bounds bounds;
  private final KeptRows keptRows;

  NearStage(
      ScratchFolder scratch, DedupConfiguration configuration, DedupConfiguration.Bounds bounds) {
    this.scratch = scratch;
    this.configuration = configuration;
    this.bounds = bounds;
    this.keptRows = new KeptRows(scratch, bounds.singleTaskPairs());
  }

  /**
   * @param ranked {@link RankedRows}, stored
   * @param scrubbed rows with the conversations
   */
  Result run(Dataset<Row> ranked, Dataset<Row> scrubbed) {
    BucketPairs buckets = bounds.buckets();
    Dataset<Row> pairs = ranked.sparkSession().emptyDataFrame();
    Dataset<Row> staying = ranked;
    for (int round = 0; ; round++) {
      Dataset<Row> candidates =
          scratch.write("candidates-" + round, CandidatePairs.of(staying, buckets, configuration));
      Dataset<Row> found =
          scratch.write(
              "pairs-" + round, VerifiedPairs.of(candidates, ranked, scrubbed, configuration));
      pairs = round == 0 ? found : pairs.union(found).dropDuplicates(LEFT, RIGHT);
      Dataset<Row> dropped = keptRows.dropped(pairs, "kept-" + round);
      long leftOut = leftOut(candidates);
      if (leftOut == 0 || round + 1 == bounds.rounds()) {
        return new Result(pairs, dropped, leftOut);
      }
      buckets = buckets.widened();
      staying =
          ranked.join(
              dropped.select(col(RIGHT).as(RankedRows.RANK)),
              new String[] {RankedRows.RANK},
              "left_anti");
    }
  }

  private static long leftOut(Dataset<Row> candidates) {
    return candidates.agg(coalesce(sum(LEFT_OUT), lit(0L))).first().getLong(0);
  }
}
