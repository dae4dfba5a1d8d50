package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.CandidatePairs.LEFT;
import static dev.palimpsest.jobs.dedup.CandidatePairs.RIGHT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.lake.Signatures;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * What the last finished run of {@code dedup} compared, under the same rule, of texts that have not
 * changed since. The new rows are compared with these, and these not again.
 */
final class EarlierPairs {

  /** Count of a run: pairs of cut buckets that its first round left out, or an earlier run's. */
  static final String CUT_SHORT = "cut_short";

  private static final String STAYED = "stayed";

  /** Row ids and {@link #STAYED}; null if nothing was compared. */
  private final @Nullable Dataset<Row> compared;

  private final Dataset<Row> edges;
  private final long cutShort;

  private EarlierPairs(@Nullable Dataset<Row> compared, Dataset<Row> edges, long cutShort) {
    this.compared = compared;
    this.edges = edges;
    this.cutShort = cutShort;
  }

  /**
   * What {@code run} can build on: nothing if there was no run, if its configuration was another,
   * or if a run that did not come to its end has written pairs since.
   */
  static EarlierPairs of(
      SparkSession spark, Lake lake, DedupConfiguration configuration, JobRun run) {
    Dataset<Row> finished =
        Runs.TABLE.read(spark, lake).filter(col(Runs.JOB).equalTo(DedupJob.JOB));
    Column decisions = col(Runs.OUTPUTS).getItem(Decisions.TABLE.name());
    List<Row> last = finished.orderBy(decisions.desc(), col(Runs.RUN_ID)).takeAsList(1);
    Dataset<Row> edges = Edges.TABLE.read(spark, lake);
    if (last.isEmpty()
        || !last.get(0).getAs(Runs.CONFIG_SHA256).equals(run.commit().configSha256())
        || count(last.get(0), Runs.OUTPUTS, Edges.TABLE.name())
            != Edges.TABLE.currentVersion(spark, lake)) {
      return new EarlierPairs(null, edges.limit(0), 0);
    }
    Dataset<Row> signed =
        Signatures.TABLE
            .read(spark, lake)
            .join(finished.select(Runs.RUN_ID), new String[] {Runs.RUN_ID}, "left_semi")
            .select(Signatures.ROW_ID);
    // Copies were never compared: their keeper was.
    Dataset<Row> compared =
        Decisions.TABLE
            .read(spark, lake)
            .filter(
                col(Decisions.JOB)
                    .equalTo(DedupJob.JOB)
                    .and(col(Decisions.RULE_VERSION).equalTo(configuration.ruleVersion()))
                    .and(
                        col(Decisions.STAGE)
                            .isNull()
                            .or(col(Decisions.STAGE).equalTo(DedupDecisions.NEAR))))
            .select(col(Decisions.ROW_ID), col(Decisions.ACTION).equalTo(Decisions.KEEP).as(STAYED))
            .join(signed, new String[] {Signatures.ROW_ID}, "left_semi");
    return new EarlierPairs(compared, edges, count(last.get(0), Runs.COUNTS, CUT_SHORT));
  }

  private static long count(Row run, String column, String key) {
    Map<String, Long> counts = run.getJavaMap(run.fieldIndex(column));
    return counts.getOrDefault(key, 0L);
  }

  /** Whether there is nothing to build on. */
  boolean isNone() {
    return compared == null;
  }

  /** Pairs that buckets left out when these were compared. */
  long cutShort() {
    return cutShort;
  }

  /** {@code rows} with {@link RankedRows#OPEN} and {@link RankedRows#MET}. */
  Dataset<Row> mark(Dataset<Row> rows) {
    if (compared == null) {
      return rows.withColumn(RankedRows.OPEN, lit(true)).withColumn(RankedRows.MET, lit(true));
    }
    Column open = col(STAYED).isNull();
    // Where no bucket was cut short, dropped rows have been compared like those that stayed.
    Column met = cutShort == 0 ? lit(true) : coalesce(col(STAYED), lit(true));
    return rows.join(compared, new String[] {Signatures.ROW_ID}, "left_outer")
        .withColumn(RankedRows.OPEN, open)
        .withColumn(RankedRows.MET, met)
        .drop(STAYED);
  }

  /**
   * The pairs that were found, of rows that are not open: {@link VerifiedPairs#SCHEMA}.
   *
   * @param ranked {@link RankedRows}
   */
  Dataset<Row> pairs(Dataset<Row> ranked) {
    Dataset<Row> known = ranked.filter(col(RankedRows.OPEN).equalTo(false));
    Column one = col("one");
    Column other = col("other");
    return edges
        .join(ids(known, "one", Edges.LEFT_ID), Edges.LEFT_ID)
        .join(ids(known, "other", Edges.RIGHT_ID), Edges.RIGHT_ID)
        .select(
            least(one, other).as(LEFT),
            greatest(one, other).as(RIGHT),
            col(Edges.JACCARD),
            col(Edges.CONTAINMENT),
            col(Edges.SHARED_BANDS));
  }

  private static Dataset<Row> ids(Dataset<Row> ranked, String rank, String id) {
    return ranked.select(col(RankedRows.RANK).as(rank), col(Signatures.ROW_ID).as(id));
  }
}
