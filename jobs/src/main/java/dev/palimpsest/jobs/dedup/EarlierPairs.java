package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.CandidatePairs.LEFT;
import static dev.palimpsest.jobs.dedup.CandidatePairs.RIGHT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.lake.Signatures;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the last finished run of {@code dedup} compared, under the same rule, of texts that have not
 * changed since. The new rows are compared with these, and these not again.
 */
final class EarlierPairs {

  /** Count of a run: pairs of cut buckets that its first round left out, or an earlier run's. */
  static final String CUT_SHORT = "cut_short";

  /** Whether there is nothing to build on. */
  private final boolean none;

  private final Dataset<Row> edges;
  private final List<String> finishedRuns;
  private final long decided;
  private final long cutShort;
  private final Map<String, Long> read;
  private final Map<String, Long> written;

  private EarlierPairs(
      boolean none,
      Dataset<Row> edges,
      List<String> finishedRuns,
      long decided,
      long cutShort,
      Map<String, Long> read,
      Map<String, Long> written) {
    this.none = none;
    this.edges = edges;
    this.finishedRuns = finishedRuns;
    this.decided = decided;
    this.cutShort = cutShort;
    this.read = Map.copyOf(read);
    this.written = Map.copyOf(written);
  }

  /**
   * What {@code run} can build on: nothing if there was no run, if its configuration was another,
   * or if a run that did not come to its end has written pairs since.
   */
  static EarlierPairs of(SparkSession spark, Lake lake, JobRun run) {
    Column decisions = col(Runs.OUTPUTS).getItem(Decisions.TABLE.name());
    List<Row> finished =
        Runs.TABLE
            .read(spark, lake)
            .filter(col(Runs.JOB).equalTo(DedupJob.JOB))
            .orderBy(decisions.desc(), col(Runs.STARTED_AT).desc(), col(Runs.RUN_ID))
            .collectAsList();
    List<String> ids =
        finished.stream().map(row -> row.<String>getAs(Runs.RUN_ID)).sorted().toList();
    Dataset<Row> edges = Edges.TABLE.read(spark, lake);
    long decided =
        finished.isEmpty()
            ? -1
            : map(finished.get(0), Runs.OUTPUTS).getOrDefault(Decisions.TABLE.name(), -1L);
    if (finished.isEmpty()
        || !finished.get(0).getAs(Runs.CONFIG_SHA256).equals(run.commit().configSha256())
        || map(finished.get(0), Runs.OUTPUTS).getOrDefault(Edges.TABLE.name(), 0L)
            != Edges.TABLE.currentVersion(spark, lake)) {
      return new EarlierPairs(true, edges.limit(0), ids, decided, 0, Map.of(), Map.of());
    }
    Row last = finished.get(0);
    return new EarlierPairs(
        false,
        edges,
        ids,
        decided,
        map(last, Runs.COUNTS).getOrDefault(CUT_SHORT, 0L),
        map(last, Runs.INPUTS),
        map(last, Runs.OUTPUTS));
  }

  private static Map<String, Long> map(Row run, String column) {
    return run.getJavaMap(run.fieldIndex(column));
  }

  /** Whether there is nothing to build on. */
  boolean isNone() {
    return none;
  }

  /**
   * Version of {@link Decisions} that the last finished run left, whatever its configuration; −1 if
   * there was none.
   */
  long decided() {
    return decided;
  }

  /** Pairs that buckets left out when these were compared. */
  long cutShort() {
    return cutShort;
  }

  /** Version of {@code input} that the last run read; −1 if nobody knows. */
  long read(LakeTable input) {
    return read.getOrDefault(input.name(), -1L);
  }

  /** Version of {@code output} that the last run left; −1 if nobody knows. */
  long wrote(LakeTable output) {
    return written.getOrDefault(output.name(), -1L);
  }

  /** The known pairs, {@link Edges}. */
  Dataset<Row> edges() {
    return edges;
  }

  /** Whether a run of {@code dedup} came to its end. */
  Column isFinished(Column runId) {
    return runId.isInCollection(finishedRuns);
  }

  /**
   * {@code rows} of a {@link DocumentState} with {@link RankedRows#OPEN} and {@link
   * RankedRows#MET}.
   */
  Dataset<Row> mark(Dataset<Row> rows) {
    Column open = col(DocumentState.COMPARED).equalTo(false);
    // Where no bucket was cut short, dropped rows have been compared like those that stayed.
    Column met = cutShort == 0 ? lit(true) : open.or(col(DocumentState.STAYED));
    return rows.withColumn(RankedRows.OPEN, open).withColumn(RankedRows.MET, met);
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
