package dev.palimpsest.jobs.scrub;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.PathProfiles;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Traces;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@code scrub --verify}: for each row of {@link Scrubbed}, do the findings, applied to the trace,
 * give the row to the letter, are both still what was digested, and does a new scan of the row find
 * nothing of tier A or B that the policy masks? It changes nothing.
 */
public final class VerifyScrub {

  private static final String[] BY_ROW_ID = {Traces.ROW_ID};

  private final SparkSession spark;
  private final Lake lake;
  private final ScrubConfiguration configuration;

  public VerifyScrub(SparkSession spark, Lake lake, ScrubConfiguration configuration) {
    this.spark = spark;
    this.lake = lake;
    this.configuration = configuration;
  }

  /**
   * Rows and findings verified.
   *
   * @throws JobFailedException naming the first wrong row, and how many there are
   * @throws UserException if policy, model or key are not those of the lake
   */
  public Map<String, Long> run() {
    ScrubJob.refuseOtherPolicies(spark, lake, configuration);
    refuseOtherKeys();
    Dataset<Row> verified = verified().persist();
    try {
      List<Row> first =
          verified.filter(col(VerifyRows.PROBLEM).isNotNull()).orderBy(Traces.ROW_ID).takeAsList(1);
      Row counts =
          verified
              .agg(
                  count(lit(1)),
                  coalesce(sum(VerifyRows.FINDINGS), lit(0L)),
                  count(col(VerifyRows.PROBLEM)))
              .first();
      if (!first.isEmpty()) {
        throw new JobFailedException(
            "%d of %d rows of scrubbed are not as their findings say. The first is %s: %s. Look at it with explain --row; if the lake was changed by hand, restore that version or ingest into a new lake."
                .formatted(
                    counts.getLong(2),
                    counts.getLong(0),
                    first.get(0).getString(0),
                    first.get(0).getString(1)));
      }
      return new TreeMap<>(Map.of("rows", counts.getLong(0), "findings", counts.getLong(1)));
    } finally {
      verified.unpersist();
    }
  }

  /** Under another key nothing has the digest that was written down. */
  private void refuseOtherKeys() {
    Dataset<Row> runs = Runs.TABLE.read(spark, lake).filter(col(Runs.JOB).equalTo(ScrubJob.JOB));
    Column ofThisKey = col(Runs.CONFIGURATION).contains(configuration.key().fingerprint());
    if (!runs.isEmpty() && runs.filter(ofThisKey).isEmpty()) {
      throw new UserException(
          "The lake %s was scrubbed under another key than keys.lake of this configuration. Give the one that it was made with."
              .formatted(lake.root()));
    }
  }

  private Dataset<Row> verified() {
    Dataset<Row> findings =
        Findings.TABLE
            .read(spark, lake)
            .groupBy(Findings.ROW_ID)
            .agg(collect_list(struct(columns(Findings.SCHEMA.fieldNames()))).as(VerifyRows.FOUND));
    Dataset<Row> traces =
        Traces.TABLE
            .read(spark, lake)
            .select(
                col(Traces.ROW_ID),
                struct(columns(Traces.SCHEMA.fieldNames())).as(VerifyRows.TRACE));
    Dataset<Row> rows =
        Scrubbed.TABLE
            .read(spark, lake)
            .select(
                col(Traces.ROW_ID),
                struct(columns(Scrubbed.SCHEMA.fieldNames())).as(VerifyRows.ROW));
    long profile = PathProfiles.TABLE.currentVersion(spark, lake);
    return rows.join(traces, BY_ROW_ID, "left_outer")
        .join(findings, BY_ROW_ID, "full_outer")
        .mapPartitions(
            new VerifyRows(configuration, ProfileJob.read(spark, lake, profile)),
            Encoders.row(VerifyRows.SCHEMA));
  }

  private static Column[] columns(String[] names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }
}
