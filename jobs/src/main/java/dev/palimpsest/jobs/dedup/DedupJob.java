package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.collapse.Preference;
import dev.palimpsest.jobs.collapse.Repeats;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.jobs.lake.Traces;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@link Scrubbed} rows that no earlier job dropped → {@link Signatures}, {@link Edges} and a
 * decision on each. Signatures of documents that have not changed are used again, and so are the
 * pairs among them; decisions are worked out anew in each run with new input, and only what differs
 * is written.
 */
public final class DedupJob {

  /** Name of the job in {@link Decisions#JOB}. */
  public static final String JOB = "dedup";

  private static final String[] BY_ROW_ID = {Traces.ROW_ID};

  private final SparkSession spark;
  private final Lake lake;
  private final DedupConfiguration configuration;
  private final DedupConfiguration.Bounds bounds;

  public DedupJob(SparkSession spark, Lake lake, DedupConfiguration configuration) {
    this(spark, lake, configuration, DedupConfiguration.Bounds.DEFAULT);
  }

  DedupJob(
      SparkSession spark,
      Lake lake,
      DedupConfiguration configuration,
      DedupConfiguration.Bounds bounds) {
    this.spark = spark;
    this.lake = lake;
    this.configuration = configuration;
    this.bounds = bounds;
  }

  /**
   * Decides.
   *
   * @throws UserException if a trace was neither scrubbed nor dropped
   * @throws JobFailedException if counts do not add up
   */
  public DedupResult run() {
    JobRun run =
        JobRun.of(
            spark,
            lake,
            JOB,
            configuration.effective(),
            Map.of(
                Traces.TABLE.name(), Traces.TABLE.currentVersion(spark, lake),
                Scrubbed.TABLE.name(), Scrubbed.TABLE.currentVersion(spark, lake)),
            "");
    if (run.finished()) {
      return DedupResult.NOTHING_NEW;
    }
    Dataset<Row> traces =
        Traces.TABLE.read(spark, lake, run.input(Traces.TABLE)).select(Traces.ROW_ID);
    Dataset<Row> droppedBefore =
        Decisions.TABLE.read(spark, lake).filter(isDroppedBefore()).select(Decisions.ROW_ID);
    Dataset<Row> scrubbed =
        Scrubbed.TABLE
            .read(spark, lake, run.input(Scrubbed.TABLE))
            .join(traces, BY_ROW_ID, "left_semi")
            .join(droppedBefore, BY_ROW_ID, "left_anti");
    requireDecided(traces, scrubbed, droppedBefore);
    try (ScratchFolder scratch = new ScratchFolder(spark, lake, run)) {
      return decide(scrubbed, run, scratch);
    }
  }

  private DedupResult decide(Dataset<Row> scrubbed, JobRun run, ScratchFolder scratch) {
    long signatures = sign(scrubbed, run);
    Dataset<Row> documents = scratch.write("documents", documents(scrubbed));
    Dataset<Row> copies = scratch.write("copies", Repeats.copies(documents));
    EarlierPairs earlier = EarlierPairs.of(spark, lake, configuration, run);
    Dataset<Row> ranked =
        scratch.write(
            "ranked", RankedRows.of(documents.join(copies, BY_ROW_ID, "left_anti"), earlier));
    NearStage.Result near =
        new NearStage(scratch, configuration, bounds).run(ranked, earlier, scrubbed);
    Dataset<Row> edges = scratch.write("edges", DedupDecisions.edges(near, ranked, run));
    Dataset<Row> decisions =
        scratch.write(
            "decisions",
            DedupDecisions.of(
                documents, copies, DedupDecisions.near(near, ranked), configuration, run));
    Edges.TABLE.replace(edges, lake, run.commit());
    long changed = Decisions.TABLE.upsert(decisions, lake, run.commit());
    DedupResult result =
        result(run, documents.count(), signatures, edges.count(), near.notCompared(), changed);
    Map<String, Long> counts = new TreeMap<>(result.counts());
    counts.put(EarlierPairs.CUT_SHORT, near.cutShort());
    run.finish(counts, Signatures.TABLE, Edges.TABLE, Decisions.TABLE);
    return result;
  }

  private static Column isDroppedBefore() {
    return col(Decisions.ACTION).equalTo(Decisions.DROP).and(col(Decisions.JOB).notEqual(JOB));
  }

  private void requireDecided(
      Dataset<Row> traces, Dataset<Row> scrubbed, Dataset<Row> droppedBefore) {
    long open =
        traces
            .join(scrubbed, BY_ROW_ID, "left_anti")
            .join(droppedBefore, BY_ROW_ID, "left_anti")
            .count();
    if (open > 0) {
      throw new UserException(
          "%d traces of the lake %s are neither scrubbed nor dropped. Run collapse and scrub first."
              .formatted(open, lake.root()));
    }
  }

  /** Makes the signatures that the lake does not have, and says how many. */
  private long sign(Dataset<Row> scrubbed, JobRun run) {
    Signatures.TABLE.createIfAbsent(spark, lake);
    Dataset<Row> known = signatures().select(Signatures.ROW_ID, Signatures.OUTPUT_DIGEST);
    Dataset<Row> unsigned =
        scrubbed.join(
            known, new String[] {Signatures.ROW_ID, Signatures.OUTPUT_DIGEST}, "left_anti");
    return Signatures.TABLE.upsert(
        MakeSignatures.of(unsigned, DedupConfiguration.SPEC, run.id()), lake, run.commit());
  }

  /** Those of the specification that this program makes: two are never mixed. */
  private Dataset<Row> signatures() {
    return Signatures.TABLE
        .read(spark, lake)
        .filter(col(Signatures.SPEC_SHA256).equalTo(DedupConfiguration.SPEC.digest()));
  }

  private Dataset<Row> documents(Dataset<Row> scrubbed) {
    return scrubbed
        .select(Traces.ROW_ID, Scrubbed.OUTPUT_DIGEST, Traces.FEEDBACK, Traces.STARTED_AT)
        .join(
            signatures().drop(Signatures.RUN_ID),
            new String[] {Signatures.ROW_ID, Signatures.OUTPUT_DIGEST},
            "inner")
        .select(
            col(Signatures.ROW_ID),
            Preference.of(col(Signatures.SHINGLES)).as(Repeats.PREFERENCE),
            col(Signatures.TURN_DIGESTS),
            col(Signatures.SHINGLES),
            col(Signatures.BANDS));
  }

  private DedupResult result(
      JobRun run, long rows, long signatures, long pairs, long notCompared, long changed) {
    Map<String, Long> counts = new HashMap<>();
    Dataset<Row> traces =
        Traces.TABLE.read(spark, lake, run.input(Traces.TABLE)).select(Traces.ROW_ID);
    Decisions.TABLE
        .read(spark, lake)
        .join(traces, BY_ROW_ID, "left_semi")
        .groupBy(isDroppedBefore().as("before"), col(Decisions.ACTION), col(Decisions.STAGE))
        .count()
        .collectAsList()
        .forEach(
            row -> {
              String outcome = row.isNullAt(2) ? row.getString(1) : row.getString(2);
              counts.merge(row.getBoolean(0) ? "before" : outcome, row.getLong(3), Long::sum);
            });
    DedupResult result =
        new DedupResult(
            traces.count(),
            counts.getOrDefault("before", 0L),
            rows,
            counts.getOrDefault(Decisions.KEEP, 0L),
            counts.getOrDefault(DedupDecisions.EXACT, 0L),
            counts.getOrDefault(DedupDecisions.NEAR, 0L),
            signatures,
            pairs,
            notCompared,
            changed);
    if (result.rows() != result.kept() + result.exact() + result.near()
        || result.traces() != result.rows() + result.droppedBefore()) {
      throw new JobFailedException(
          "dedup read %d traces and %d scrubbed rows and decided on %d dropped before, %d kept, %d exact and %d near, which does not add up. The lake is being written by somebody else: run collapse, scrub and dedup again."
              .formatted(
                  result.traces(),
                  result.rows(),
                  result.droppedBefore(),
                  result.kept(),
                  result.exact(),
                  result.near()));
    }
    return result;
  }
}
