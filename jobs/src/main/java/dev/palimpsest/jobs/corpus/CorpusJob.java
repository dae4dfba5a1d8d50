package dev.palimpsest.jobs.corpus;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Canaries;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.lake.ScratchFolder;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Traces;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/** Kept rows → a version of {@link Corpus} with its {@link Canaries}. */
public final class CorpusJob {

  private static final String JOB = "corpus";

  private final SparkSession spark;
  private final Lake lake;
  private final CorpusConfiguration configuration;

  public CorpusJob(SparkSession spark, Lake lake, CorpusConfiguration configuration) {
    this.spark = spark;
    this.lake = lake;
    this.configuration = configuration;
  }

  /**
   * Writes a version if it differs from the newest one.
   *
   * @throws UserException if dedup has not run
   */
  public CorpusResult run() {
    if (!Decisions.TABLE.exists(spark, lake) || !Scrubbed.TABLE.exists(spark, lake)) {
      throw new UserException(
          "The lake %s has no decisions yet. Run collapse, scrub and dedup first."
              .formatted(lake.root()));
    }
    JobRun run =
        JobRun.of(
            spark,
            lake,
            JOB,
            configuration,
            Map.of(
                Scrubbed.TABLE.name(), Scrubbed.TABLE.currentVersion(spark, lake),
                Decisions.TABLE.name(), Decisions.TABLE.currentVersion(spark, lake),
                Edges.TABLE.name(), Edges.TABLE.currentVersion(spark, lake)),
            JobRun.replaced(spark, lake, JOB, configuration, ofThisName()));
    int newest = newest(run);
    CanaryRows canaries = new CanaryRows(configuration);
    if (run.finished()) {
      return result(newest, canaries);
    }
    try (ScratchFolder scratch = new ScratchFolder(spark, lake, run)) {
      return write(run, newest, canaries, scratch);
    }
  }

  private CorpusResult write(JobRun run, int newest, CanaryRows canaries, ScratchFolder scratch) {
    int version = newest + 1;
    Dataset<Row> rows =
        scratch.write(
            "rows",
            kept(run, version, scratch).unionByName(canaries.plantings(spark, run, version)));
    if (newest > 0 && unchanged(rows, newest, canaries)) {
      return result(newest, canaries);
    }
    Canaries.TABLE.append(canaries.canaries(spark, run, version), lake, run.commit(), "canaries");
    Corpus.TABLE.append(rows, lake, run.commit(), "corpus");
    CorpusResult result = result(version, canaries);
    if (result.train() + result.holdout() != rows.count()) {
      throw new JobFailedException(
          "corpus planned %d rows and the table has %d of version %d. Somebody else is writing the lake: run corpus again."
              .formatted(rows.count(), result.train() + result.holdout(), version));
    }
    run.finish(result.counts(), Corpus.TABLE, Canaries.TABLE);
    return result;
  }

  private Column ofThisName() {
    return get_json_object(col(Runs.CONFIGURATION), "$.name").equalTo(configuration.name());
  }

  /** The newest version that another run wrote, 0 for none. */
  private int newest(JobRun run) {
    Column mine = col(Corpus.NAME).equalTo(configuration.name());
    Dataset<Row> versions = Corpus.TABLE.read(spark, lake).filter(mine);
    if (!run.finished()) {
      versions = versions.filter(col(Corpus.RUN_ID).notEqual(run.id()));
    }
    Row newest = versions.agg(max(col(Corpus.VERSION))).first();
    return newest.isNullAt(0) ? 0 : newest.getInt(0);
  }

  private Dataset<Row> kept(JobRun run, int version, ScratchFolder scratch) {
    Dataset<Row> decisions = Decisions.TABLE.read(spark, lake, run.input(Decisions.TABLE));
    Dataset<Row> copies =
        KeeperChains.ends(decisions)
            .filter(col(Decisions.STAGE).isin("exact", "near"))
            .groupBy(col(Decisions.KEEPER).as("keeper"))
            .agg(count(lit(1)).as("copies"));
    Column unit = coalesce(col(Traces.SUBJECT_KEY), col(Traces.CONVERSATION_ID));
    Dataset<Row> rows =
        decisions
            .filter(col(Decisions.ACTION).equalTo(Decisions.KEEP))
            .select(col(Decisions.ROW_ID))
            .join(
                Scrubbed.TABLE
                    .read(spark, lake, run.input(Scrubbed.TABLE))
                    .select(col(Traces.ROW_ID), sha2(unit, 256).as(Corpus.UNIT)),
                Traces.ROW_ID)
            .join(copies, col(Traces.ROW_ID).equalTo(col("keeper")), "left")
            .drop("keeper")
            .withColumn(Corpus.DUPLICATES, coalesce(col("copies"), lit(0L)).plus(1L));
    return clustered(
            scratch.write("kept", rows),
            Edges.TABLE.read(spark, lake, run.input(Edges.TABLE)),
            scratch)
        .select(
            lit(configuration.name()).as(Corpus.NAME),
            lit(version).as(Corpus.VERSION),
            col(Corpus.ROW_ID),
            lit(run.id()).as(Corpus.RUN_ID),
            col(Corpus.SPLIT),
            col(Corpus.UNIT),
            col(Corpus.DUPLICATES),
            col(Corpus.CLUSTER),
            col(Corpus.WEIGHT),
            lit(null).cast("string").as(Corpus.CANARY_ID));
  }

  private Dataset<Row> clustered(Dataset<Row> rows, Dataset<Row> edges, ScratchFolder scratch) {
    ClusterSettings settings = configuration.clusters();
    Clusters clusters = new Clusters(scratch);
    Dataset<Row> clustered = clusters.of(rows, edges);
    if (settings.mostRows() > 0) {
      Column place =
          row_number()
              .over(
                  Window.partitionBy(Corpus.CLUSTER)
                      .orderBy(col(Corpus.DUPLICATES).desc(), col(Corpus.ROW_ID)));
      clustered =
          clustered.withColumn("place", place).filter(col("place").leq(settings.mostRows()));
    }
    Dataset<Row> split =
        switch (settings.splitBy()) {
          case SUBJECT -> clustered;
          case SUBJECT_AND_CLUSTER -> clusters.joinUnits(clustered);
        };
    Column side =
        when(coin().lt(configuration.holdoutShare()), Corpus.HOLDOUT).otherwise(Corpus.TRAIN);
    Column weight =
        switch (settings.weights()) {
          case EQUAL -> lit(1.0);
          case PER_CLUSTER ->
              lit(1.0).divide(count(lit(1)).over(Window.partitionBy(Corpus.CLUSTER, Corpus.SPLIT)));
        };
    return split.withColumn(Corpus.SPLIT, side).withColumn(Corpus.WEIGHT, weight);
  }

  /**
   * A number in [0, 1) for each unit, the same in every version that has the seed. Units that are
   * split by cluster grow together as rows come, and then have one number.
   */
  private Column coin() {
    Column digest = sha2(concat_ws("|", lit(configuration.seed()), col(Corpus.UNIT)), 256);
    return conv(substring(digest, 1, 13), 16, 10).cast("double").divide(Math.pow(2, 52));
  }

  private boolean unchanged(Dataset<Row> rows, int newest, CanaryRows canaries) {
    // Plantings carry their version in their ids; that they are the same the plan's digest says.
    Column natural = col(Corpus.CANARY_ID).isNull();
    Dataset<Row> planned = canaries(newest);
    return planned.count() == canaries.planted() + canaries.heldOut()
        && planned.filter(col(Canaries.PLAN_SHA256).notEqual(canaries.planSha256())).isEmpty()
        && Snapshot.digest(version(newest).filter(natural))
            .equals(Snapshot.digest(rows.filter(natural)));
  }

  private Dataset<Row> version(int version) {
    return Corpus.TABLE
        .read(spark, lake)
        .filter(
            col(Corpus.NAME)
                .equalTo(configuration.name())
                .and(col(Corpus.VERSION).equalTo(version)));
  }

  private Dataset<Row> canaries(int version) {
    return Canaries.TABLE
        .read(spark, lake)
        .filter(
            col(Canaries.CORPUS)
                .equalTo(configuration.name())
                .and(col(Canaries.VERSION).equalTo(version)));
  }

  private CorpusResult result(int version, CanaryRows canaries) {
    Dataset<Row> rows = version(version);
    long all = rows.count();
    long holdout = rows.filter(col(Corpus.SPLIT).equalTo(Corpus.HOLDOUT)).count();
    long plantings = rows.filter(col(Corpus.CANARY_ID).isNotNull()).count();
    return new CorpusResult(
        version,
        all - plantings,
        all - holdout,
        holdout,
        canaries.planted(),
        plantings,
        canaries.heldOut());
  }
}
