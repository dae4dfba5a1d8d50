package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.CandidatePairs.LEFT_OUT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Metrics;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * What one round left out because buckets were too big.
 *
 * @param buckets that were cut short
 * @param pairs of their members that were not compared; a pair of several buckets counts several
 *     times
 */
record BucketCuts(long buckets, long pairs) {

  /** Name of the metric; its point is {@link #pairs}, its members are {@link #buckets}. */
  static final String METRIC = "pairs_left_out";

  /** Those of {@link CandidatePairs}. */
  static BucketCuts of(Dataset<Row> candidates) {
    Row sums =
        candidates
            .filter(col(LEFT_OUT).gt(0))
            .agg(count(lit(1)), coalesce(sum(LEFT_OUT), lit(0L)))
            .first();
    return new BucketCuts(sums.getLong(0), sums.getLong(1));
  }

  /** Adds a row to {@link Metrics} for each round in which something was left out. */
  static void write(
      List<BucketCuts> rounds, String rule, SparkSession spark, Lake lake, JobRun run) {
    List<Row> rows =
        IntStream.range(0, rounds.size())
            .filter(round -> rounds.get(round).pairs() > 0)
            .mapToObj(round -> row(rounds.get(round), round + 1, rule, run))
            .toList();
    if (!rows.isEmpty()) {
      Metrics.TABLE.upsert(spark.createDataFrame(rows, Metrics.SCHEMA), lake, run.commit());
    }
  }

  private static Row row(BucketCuts cut, long round, String rule, JobRun run) {
    return RowFactory.create(
        run.id(),
        run.id(),
        round,
        DedupJob.JOB,
        "round=" + round,
        METRIC,
        (double) cut.pairs,
        null,
        null,
        cut.buckets,
        0L,
        rule);
  }
}
