package dev.palimpsest.jobs.scrub;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.InternalRows;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.PathProfiles;
import dev.palimpsest.jobs.lake.Quarantine;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.profile.PathProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Kept traces → {@link Scrubbed} and {@link Findings}. Rows that were scrubbed under the same
 * policy are not scrubbed again.
 */
public final class ScrubJob {

  static final String JOB = "scrub";

  /** Stage of the rows that the policy takes out. */
  private static final String DROPPED = "dropped";

  /** Version of a table that is not there. */
  private static final long NO_TABLE = -1;

  private static final String[] BY_ROW_ID = {Traces.ROW_ID};

  private final SparkSession spark;
  private final Lake lake;
  private final ScrubConfiguration configuration;

  public ScrubJob(SparkSession spark, Lake lake, ScrubConfiguration configuration) {
    this.spark = spark;
    this.lake = lake;
    this.configuration = configuration;
  }

  /**
   * Scrubs what is new.
   *
   * @throws JobFailedException if counts do not add up
   */
  public ScrubResult run() {
    refuseOtherPolicies(spark, lake, configuration);
    Map<String, Long> inputs = new TreeMap<>();
    inputs.put(Traces.TABLE.name(), Traces.TABLE.currentVersion(spark, lake));
    inputs.put(Decisions.TABLE.name(), collapsed());
    long profileVersion = NO_TABLE;
    if (configuration.profile().isWanted()) {
      profileVersion = new ProfileJob(spark, lake, configuration).run(kept(inputs), inputs);
      inputs.put(PathProfiles.TABLE.name(), profileVersion);
    }
    RowsOfOtherDecisions stale =
        new RowsOfOtherDecisions(spark, lake, configuration.policy().rules());
    // To go back to no profile is new work; a profile that comes back has a new version anyway.
    String undone = profileVersion == NO_TABLE ? stale.lastProfile().toString() : "";
    JobRun run = JobRun.of(spark, lake, JOB, configuration.effective(), inputs, undone);
    if (run.finished()) {
      return ScrubResult.NOTHING_NEW;
    }
    PathProfile profile = ProfileJob.read(spark, lake, profileVersion);
    stale.delete(profile, run);
    deleteFindingsOfNoRow(run);
    Dataset<Row> results =
        InternalRows.mapPartitions(
                unscrubbed(run),
                new ScrubRows(configuration, profile, profileVersion),
                ScrubRows.SCHEMA)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      ScrubResult result = counted(results);
      if (result.input() == 0) {
        Decisions.TABLE.upsert(refused(run), lake, run.commit());
        return ScrubResult.NOTHING_NEW;
      }
      Dataset<Row> sound = results.filter(col(ScrubRows.MASKED).isNotNull());
      // Rows come last: a row that is there has its findings, whenever a run was killed.
      Findings.TABLE.append(findings(sound, run), lake, run.commit(), "findings");
      Quarantine.TABLE.createIfAbsent(spark, lake);
      if (result.quarantined() > 0) {
        Quarantine.TABLE.append(
            quarantine(results.filter(col(ScrubRows.FAILURE).isNotNull()), run),
            lake,
            run.commit(),
            "quarantine");
      }
      Scrubbed.TABLE.append(scrubbed(sound, run), lake, run.commit(), "scrubbed");
      Decisions.TABLE.createIfAbsent(spark, lake);
      if (result.dropped() > 0 || !quarantined().isEmpty()) {
        Decisions.TABLE.upsert(refused(run).unionByName(dropped(results, run)), lake, run.commit());
      }
      long written =
          Scrubbed.TABLE.read(spark, lake).filter(col(Traces.RUN_ID).equalTo(run.id())).count();
      if (written != result.scrubbed()) {
        throw new JobFailedException(
            "scrub masked %d rows and the table scrubbed has %d of run %s. Somebody else is writing the lake: run scrub again."
                .formatted(result.scrubbed(), written, run.id()));
      }
      run.finish(
          result.counts(), Scrubbed.TABLE, Findings.TABLE, Quarantine.TABLE, Decisions.TABLE);
      return result;
    } finally {
      results.unpersist();
    }
  }

  /**
   * Version of the decisions that {@code collapse} left: what this job and later ones decide since
   * makes no new work.
   */
  private long collapsed() {
    Row newest =
        Runs.TABLE
            .read(spark, lake)
            .filter(col(Runs.JOB).equalTo("collapse"))
            .agg(functions.max(col(Runs.OUTPUTS).getItem(Decisions.TABLE.name())))
            .first();
    return newest.isNullAt(0) ? Decisions.TABLE.currentVersion(spark, lake) : newest.getLong(0);
  }

  /**
   * One lake, one policy and one model: a corpus whose rows were masked by different rules defends
   * nothing.
   */
  static void refuseOtherPolicies(SparkSession spark, Lake lake, ScrubConfiguration configuration) {
    Column policy = col(Scrubbed.POLICY_SHA256);
    List<Row> others =
        Scrubbed.TABLE
            .read(spark, lake)
            .filter(policy.notEqual(configuration.decisionSha256()))
            .select(policy)
            .takeAsList(1);
    if (!others.isEmpty()) {
      throw new UserException(
          "The lake %s was scrubbed under another policy or entity model (sha256 %s…; this one has %s…). Use that policy and scrub.ner, or ingest into a new lake."
              .formatted(
                  lake.root(),
                  others.get(0).getString(0).substring(0, 12),
                  configuration.decisionSha256().substring(0, 12)));
    }
  }

  /** A run that was killed before it wrote its rows, and never started again, leaves findings. */
  private void deleteFindingsOfNoRow(JobRun run) {
    Dataset<Row> rows = Scrubbed.TABLE.read(spark, lake).select(Traces.ROW_ID);
    Dataset<Row> orphans =
        Findings.TABLE
            .read(spark, lake)
            .filter(col(Findings.RUN_ID).notEqual(run.id()))
            .select(Findings.ROW_ID)
            .join(rows, BY_ROW_ID, "left_anti");
    Findings.TABLE.delete(orphans, List.of(Findings.ROW_ID), lake, run.commit());
  }

  /** Traces that collapse kept. */
  private Dataset<Row> kept(Map<String, Long> inputs) {
    Dataset<Row> dropped =
        Decisions.TABLE
            .read(spark, lake, inputs.getOrDefault(Decisions.TABLE.name(), NO_TABLE))
            .filter(
                col(Decisions.ACTION)
                    .equalTo(Decisions.DROP)
                    .and(col(Decisions.JOB).equalTo("collapse")))
            .select(Traces.ROW_ID);
    return Traces.TABLE
        .read(spark, lake, inputs.getOrDefault(Traces.TABLE.name(), NO_TABLE))
        .join(dropped, BY_ROW_ID, "left_anti");
  }

  /** Traces that collapse kept, less those that earlier runs scrubbed or quarantined. */
  private Dataset<Row> unscrubbed(JobRun run) {
    Column rowId = col(Traces.ROW_ID);
    Column other = col(Traces.RUN_ID).notEqual(run.id());
    Dataset<Row> dropped =
        Decisions.TABLE
            .read(spark, lake, run.input(Decisions.TABLE))
            .filter(
                col(Decisions.ACTION)
                    .equalTo(Decisions.DROP)
                    .and(
                        col(Decisions.JOB)
                            .equalTo("collapse")
                            .or(other.and(col(Decisions.STAGE).equalTo(DROPPED)))))
            .select(rowId);
    Dataset<Row> done = Scrubbed.TABLE.read(spark, lake).filter(other).select(rowId);
    Dataset<Row> refused =
        Quarantine.TABLE
            .read(spark, lake)
            .filter(other.and(col(Quarantine.STAGE).equalTo(JOB)))
            .select(rowId);
    return Traces.TABLE
        .read(spark, lake, run.input(Traces.TABLE))
        .join(dropped, Traces.ROW_ID, "left_anti")
        .join(done, Traces.ROW_ID, "left_anti")
        .join(refused, Traces.ROW_ID, "left_anti")
        .selectExpr(Traces.SCHEMA.fieldNames());
  }

  private static ScrubResult counted(Dataset<Row> results) {
    Row counts =
        results
            .agg(
                functions.count(lit(1)),
                functions.count(col(ScrubRows.FAILURE)),
                functions.count(col(ScrubRows.DROPPED)),
                functions.coalesce(
                    functions.sum(
                        functions
                            .when(
                                col(ScrubRows.MASKED).isNotNull(),
                                functions.size(col(ScrubRows.FINDINGS)))
                            .otherwise(0)),
                    lit(0L)))
            .first();
    long input = counts.getLong(0);
    long quarantined = counts.getLong(1);
    long dropped = counts.getLong(2);
    return new ScrubResult(
        input, input - quarantined - dropped, quarantined, dropped, counts.getLong(3));
  }

  private Dataset<Row> scrubbed(Dataset<Row> sound, JobRun run) {
    return sound.select(
        col(Traces.ROW_ID),
        col(ScrubRows.UNMASKED + ".*"),
        col(ScrubRows.MASKED + ".*"),
        lit(run.id()).as(Traces.RUN_ID),
        col(ScrubRows.INPUT).as(Scrubbed.INPUT_DIGEST),
        col(ScrubRows.OUTPUT).as(Scrubbed.OUTPUT_DIGEST),
        lit(configuration.decisionSha256()).as(Scrubbed.POLICY_SHA256));
  }

  private Dataset<Row> findings(Dataset<Row> sound, JobRun run) {
    List<Column> columns = new ArrayList<>();
    columns.add(col(Traces.ROW_ID));
    columns.add(lit(run.id()).as(Findings.RUN_ID));
    columns.add(col("finding.*"));
    columns.add(lit(configuration.decisionSha256()).as(Findings.POLICY_SHA256));
    return sound
        .withColumn("finding", explode(col(ScrubRows.FINDINGS)))
        .select(columns.toArray(Column[]::new));
  }

  /** What this job ever set aside. */
  private Dataset<Row> quarantined() {
    return Quarantine.TABLE
        .read(spark, lake)
        .filter(col(Quarantine.STAGE).equalTo(JOB))
        .select(Quarantine.ROW_ID);
  }

  /**
   * Decisions on quarantined rows: what cannot be scrubbed goes no further. Those of earlier runs
   * that were killed before they decided, and never started again, are among them.
   */
  private Dataset<Row> refused(JobRun run) {
    Dataset<Row> refused =
        quarantined()
            .join(Decisions.TABLE.read(spark, lake), BY_ROW_ID, "left_anti")
            .withColumn(Decisions.REASON, lit("it could not be scrubbed: see quarantine"));
    Dataset<Row> traces = Traces.TABLE.read(spark, lake, run.input(Traces.TABLE));
    return drops(traces.join(refused, Traces.ROW_ID), "quarantine", run);
  }

  /** Decisions on the rows that the policy takes out; the reason names the type. */
  private Dataset<Row> dropped(Dataset<Row> results, JobRun run) {
    Dataset<Row> dropped =
        results
            .filter(col(ScrubRows.DROPPED).isNotNull())
            .select(
                col(Traces.ROW_ID),
                col(ScrubRows.UNMASKED + "." + Traces.PROVENANCE),
                col(ScrubRows.DROPPED).as(Decisions.REASON));
    return drops(dropped, DROPPED, run);
  }

  /**
   * @param rows with their provenance and the reason
   */
  private Dataset<Row> drops(Dataset<Row> rows, String stage, JobRun run) {
    return rows.select(
        col(Decisions.ROW_ID),
        lit(run.id()).as(Decisions.RUN_ID),
        lit(Decisions.DROP).as(Decisions.ACTION),
        lit(JOB).as(Decisions.JOB),
        lit(stage).as(Decisions.STAGE),
        lit(null).cast("string").as(Decisions.KEEPER),
        lit(null).cast("double").as(Decisions.JACCARD),
        lit(null).cast("double").as(Decisions.CONTAINMENT),
        lit(null).cast("int").as(Decisions.SHARED_BANDS),
        lit(0L).as(Decisions.COMPARISONS),
        Decisions.source(),
        col(Decisions.REASON),
        lit(configuration.decisionSha256().substring(0, 12)).as(Decisions.RULE_VERSION));
  }

  private Dataset<Row> quarantine(Dataset<Row> failed, JobRun run) {
    return failed
        .withColumn(Traces.PROVENANCE, col(ScrubRows.UNMASKED + "." + Traces.PROVENANCE))
        .select(
            sha2(concat_ws("|", lit(JOB), col(Traces.ROW_ID)), 256).as(Quarantine.QUARANTINE_ID),
            lit(run.id()).as(Quarantine.RUN_ID),
            lit(JOB).as(Quarantine.STAGE),
            lit("DETECTOR_FAILED").as(Quarantine.REASON),
            col(ScrubRows.FAILURE).as(Quarantine.DETAIL),
            col(Traces.ROW_ID).as(Quarantine.ROW_ID),
            lit(null).cast("string").as(Quarantine.FILE),
            col("provenance.source_line").as(Quarantine.LINE),
            col("provenance.source_row_sha256").as(Quarantine.LINE_SHA256),
            lit(null).cast("string").as(Quarantine.ID),
            col("provenance.source_uri").as(Quarantine.SOURCE_URI),
            col("provenance.source_format").as(Quarantine.SOURCE_FORMAT));
  }
}
