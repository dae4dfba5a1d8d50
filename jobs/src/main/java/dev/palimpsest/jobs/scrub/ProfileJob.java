package dev.palimpsest.jobs.scrub;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.PathProfiles;
import dev.palimpsest.jobs.lake.PathStatistics;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.profile.Column;
import dev.palimpsest.profile.Decision;
import dev.palimpsest.profile.PathProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Kept traces → {@link PathStatistics} of the batches that are new, and {@link PathProfiles} of the
 * whole lake. Counts and hashes of batches add up, so earlier ones are not read again, and other
 * thresholds decide anew without reading any trace.
 */
final class ProfileJob {

  private static final String JOB = "profile";

  private final SparkSession spark;
  private final Lake lake;
  private final ScrubConfiguration configuration;

  /** What the rows depend on. */
  record Effective(ProfileSettings profile, String policySha256, String keyFingerprint) {}

  ProfileJob(SparkSession spark, Lake lake, ScrubConfiguration configuration) {
    this.spark = spark;
    this.lake = lake;
    this.configuration = configuration;
  }

  /**
   * Counts what is new and decides about all.
   *
   * @param kept the traces of the lake
   * @param inputs versions of the tables that they were read from, {@link Traces} among them
   * @return version of {@link PathProfiles}
   */
  long run(Dataset<Row> kept, Map<String, Long> inputs) {
    Effective effective =
        new Effective(
            configuration.profile(),
            configuration.policySha256(),
            configuration.key().fingerprint());
    String replaced = JobRun.replaced(spark, lake, JOB, effective, lit(true));
    JobRun run = JobRun.of(spark, lake, JOB, effective, inputs, replaced);
    if (!run.finished()) {
      countColumns(kept, run);
      Dataset<Row> profile =
          ColumnCounts.ofLake(PathStatistics.TABLE.read(spark, lake))
              .flatMap(
                  new DecideColumns(configuration.profile().rule(), run.id()),
                  Encoders.row(PathProfiles.SCHEMA))
              .persist();
      try {
        PathProfiles.TABLE.replace(profile, lake, run.commit());
        run.finish(counts(profile), PathStatistics.TABLE, PathProfiles.TABLE);
      } finally {
        profile.unpersist();
      }
    }
    return PathProfiles.TABLE.currentVersion(spark, lake);
  }

  /** The decisions of one version of the table; none if there is no such table. */
  static PathProfile read(SparkSession spark, Lake lake, long version) {
    Map<Column, Map<String, Decision>> decisions = new HashMap<>();
    PathProfiles.TABLE
        .read(spark, lake, version)
        .filter(col(PathProfiles.DECISION).notEqual(Decision.NONE.text()))
        .select(PathProfiles.SOURCE, PathProfiles.PATH, PathProfiles.TYPE, PathProfiles.DECISION)
        .collectAsList()
        .forEach(
            row ->
                decisions
                    .computeIfAbsent(
                        new Column(row.getString(0), row.getString(1)), unseen -> new HashMap<>())
                    .put(row.getString(2), Decision.of(row.getString(3))));
    return new PathProfile(decisions);
  }

  private void countColumns(Dataset<Row> kept, JobRun run) {
    Dataset<Row> batches = uncounted(run).persist();
    try {
      PathStatistics.TABLE.createIfAbsent(spark, lake);
      if (batches.isEmpty()) {
        return;
      }
      PathStatistics.TABLE.delete(batches, List.of(PathStatistics.BATCH), lake, run.commit());
      Dataset<Row> traces =
          kept.join(
              batches,
              kept.col(Traces.RUN_ID).equalTo(batches.col(PathStatistics.BATCH)),
              "left_semi");
      Dataset<Row> counts =
          ColumnCounts.ofBatches(
                  traces.mapPartitions(
                      new CountColumns(configuration), Encoders.row(CountColumns.SCHEMA)))
              .persist();
      try {
        PathStatistics.TABLE.append(
            ColumnCounts.bound(counts, configuration.profile().columnsPerSource())
                .unionByName(ColumnCounts.batchRows(batches))
                .withColumn(PathStatistics.RUN_ID, lit(run.id())),
            lake,
            run.commit(),
            "statistics");
      } finally {
        counts.unpersist();
      }
    } finally {
      batches.unpersist();
    }
  }

  /**
   * The batches that were not counted yet, or were not all there when they were: an ingest that was
   * killed goes on in the same batch.
   */
  private Dataset<Row> uncounted(JobRun run) {
    Dataset<Row> counted =
        PathStatistics.TABLE
            .read(spark, lake)
            .filter(col(PathStatistics.SOURCE).equalTo(""))
            .select(PathStatistics.BATCH, PathStatistics.LEAVES);
    return Traces.TABLE
        .read(spark, lake, run.input(Traces.TABLE))
        .groupBy(col(Traces.RUN_ID).as(PathStatistics.BATCH))
        .agg(count(lit(1)).as(PathStatistics.LEAVES))
        .join(counted, new String[] {PathStatistics.BATCH, PathStatistics.LEAVES}, "left_anti");
  }

  private Map<String, Long> counts(Dataset<Row> profile) {
    Map<String, Long> counts = new TreeMap<>();
    for (Decision decision : Decision.values()) {
      counts.put(
          "decided_" + decision.text(),
          profile.filter(col(PathProfiles.DECISION).equalTo(decision.text())).count());
    }
    org.apache.spark.sql.Column beyond = col(PathStatistics.PATH).equalTo(PathStatistics.OVERFLOW);
    Row columns =
        PathStatistics.TABLE
            .read(spark, lake)
            .agg(
                coalesce(sum(when(beyond, 0L).otherwise(col(PathStatistics.COLUMNS))), lit(0L)),
                coalesce(sum(when(beyond, col(PathStatistics.COLUMNS)).otherwise(0L)), lit(0L)))
            .first();
    // Columns of several batches count in each.
    counts.put("columns_counted", columns.getLong(0));
    counts.put("columns_beyond_bound", columns.getLong(1));
    return counts;
  }
}
