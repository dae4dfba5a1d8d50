package dev.palimpsest.jobs.collapse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Traces;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * {@link Traces} → {@link Decisions} on exact copies and prefixes. All traces are looked at in each
 * run and only decisions that differ are written: a new trace can go on with one that was kept
 * before.
 */
public final class CollapseJob {

  /** Name of the job in {@link Decisions#JOB}. */
  public static final String JOB = "collapse";

  /** Changes whenever a row can get another decision. */
  static final String RULE_VERSION = "turns-1";

  private static final String EXACT = "exact";
  private static final String PREFIX = "prefix";

  private final SparkSession spark;
  private final Lake lake;

  public CollapseJob(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /** What the decisions depend on. */
  record Effective(String rule) {}

  /**
   * Decides.
   *
   * @throws UserException if the lake has no traces
   * @throws JobFailedException if counts do not add up
   */
  public CollapseResult run() {
    if (!Traces.TABLE.exists(spark, lake)) {
      throw new UserException(
          "The lake %s has no traces. Run ingest first.".formatted(lake.root()));
    }
    JobRun run =
        JobRun.of(
            spark,
            lake,
            JOB,
            new Effective(RULE_VERSION),
            Map.of(Traces.TABLE.name(), Traces.TABLE.currentVersion(spark, lake)),
            "");
    if (run.finished()) {
      return CollapseResult.NOTHING_NEW;
    }
    Dataset<Row> traces =
        Traces.TABLE
            .read(spark, lake, run.input(Traces.TABLE))
            .select(
                col(Traces.ROW_ID),
                col(Traces.TURN_DIGESTS),
                Preference.of(size(col(Traces.TURN_DIGESTS))).as(Repeats.PREFERENCE));
    Dataset<Row> drops = drops(traces).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long exact = drops.filter(col(Decisions.STAGE).equalTo(EXACT)).count();
      long prefix = drops.filter(col(Decisions.STAGE).equalTo(PREFIX)).count();
      long kept = traces.join(drops, Traces.ROW_ID, "left_anti").count();
      long all = traces.count();
      if (all != kept + exact + prefix) {
        throw new JobFailedException(
            "collapse read %d traces and decided on %d kept, %d exact and %d prefix. Two traces have one row_id: check who writes to the lake."
                .formatted(all, kept, exact, prefix));
      }
      long changed =
          Decisions.TABLE.upsert(
              decisions(drops.unionByName(retracted(traces, drops)), sources(run), run),
              lake,
              run.commit());
      CollapseResult result = new CollapseResult(all, kept, exact, prefix, changed);
      run.finish(result.counts(), Decisions.TABLE);
      return result;
    } finally {
      drops.unpersist();
    }
  }

  /** The rows of {@code traces} that {@code decisions} leave to the scrub. */
  public static Dataset<Row> kept(Dataset<Row> traces, Dataset<Row> decisions) {
    return traces.join(decisions.filter(isDropped()), Traces.ROW_ID, "left_anti");
  }

  private static Column isDropped() {
    return col(Decisions.JOB).equalTo(JOB).and(col(Decisions.ACTION).equalTo(Decisions.DROP));
  }

  private static Dataset<Row> drops(Dataset<Row> traces) {
    Dataset<Row> copies = Repeats.copies(traces);
    Dataset<Row> distinct = traces.join(copies, Traces.ROW_ID, "left_anti");
    return dropped(copies, EXACT, "the keeper has the same turns")
        .unionByName(
            dropped(Repeats.prefixes(distinct), PREFIX, "the keeper goes on where this row ends"));
  }

  private static Dataset<Row> dropped(Dataset<Row> rows, String stage, String reason) {
    return rows.select(
        col(Decisions.ROW_ID),
        lit(Decisions.DROP).as(Decisions.ACTION),
        lit(stage).as(Decisions.STAGE),
        col(Decisions.KEEPER),
        lit(reason).as(Decisions.REASON));
  }

  /** Rows that an earlier run dropped for a row that is gone since. */
  private Dataset<Row> retracted(Dataset<Row> traces, Dataset<Row> drops) {
    return Decisions.TABLE
        .read(spark, lake)
        .filter(isDropped())
        .join(drops, Decisions.ROW_ID, "left_anti")
        .join(traces, Decisions.ROW_ID, "left_semi")
        .select(
            col(Decisions.ROW_ID),
            lit(Decisions.KEEP).as(Decisions.ACTION),
            lit(null).cast("string").as(Decisions.STAGE),
            lit(null).cast("string").as(Decisions.KEEPER),
            lit("the row that it repeated is gone").as(Decisions.REASON));
  }

  private Dataset<Row> sources(JobRun run) {
    return Traces.TABLE
        .read(spark, lake, run.input(Traces.TABLE))
        .select(col(Traces.ROW_ID), Decisions.source());
  }

  private static Dataset<Row> decisions(Dataset<Row> rows, Dataset<Row> sources, JobRun run) {
    return rows.join(sources, Traces.ROW_ID)
        .withColumn(Decisions.RUN_ID, lit(run.id()))
        .withColumn(Decisions.COMPARISONS, lit(0L))
        .withColumn(Decisions.JOB, lit(JOB))
        .withColumn(Decisions.JACCARD, lit(null).cast("double"))
        .withColumn(Decisions.CONTAINMENT, lit(null).cast("double"))
        .withColumn(Decisions.SHARED_BANDS, lit(null).cast("int"))
        .withColumn(Decisions.RULE_VERSION, lit(RULE_VERSION));
  }
}
