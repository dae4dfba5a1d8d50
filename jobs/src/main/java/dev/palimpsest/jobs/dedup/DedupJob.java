package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.collapse.Repeats;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.ScratchFolder;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.jobs.lake.Traces;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * {@link Scrubbed} rows that no earlier job dropped → {@link Signatures}, {@link Edges} and a
 * decision on each. Signatures of documents that have not changed are used again, and so are the
 * pairs among them. A few new rows among many are compared with what they touch, and decisions are
 * worked out for {@link AffectedRows} alone; only what differs is written.
 */
public final class DedupJob {

  /** Name of the job in {@link Decisions#JOB}. */
  public static final String JOB = "dedup";

  /** Counts of a run: rows that go, of a source whose loss was accepted for that run. */
  private static final String ACCEPTED_LOSS = "accepted_loss ";

  private static final String[] BY_ROW_ID = {Traces.ROW_ID};

  private final SparkSession spark;
  private final Lake lake;
  private final DedupConfiguration configuration;
  private final DedupConfiguration.Bounds bounds;
  private final SignatureIndex index;

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
    this.index = new SignatureIndex(spark, lake);
  }

  /**
   * Decides.
   *
   * @throws UserException if a trace was neither scrubbed nor dropped, or the lake's signatures
   *     were made in another way
   * @throws JobFailedException if counts do not add up, or a source loses more than is allowed
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
            JobRun.replaced(spark, lake, JOB, configuration.effective(), lit(true)));
    if (run.finished()) {
      return DedupResult.NOTHING_NEW;
    }
    index.requireOneSpecification();
    try (ScratchFolder scratch = new ScratchFolder(spark, lake, run)) {
      EarlierPairs earlier = EarlierPairs.of(spark, lake, run);
      var states = new DocumentState.Source(spark, lake, run, configuration, earlier, scratch);
      Optional<Dataset<Row>> changed = batch(earlier, run, scratch);
      DocumentState state = changed.map(states::changed).orElseGet(states::all);
      if (state.undecided() > 0) {
        throw new UserException(
            "%d traces of the lake %s are neither scrubbed nor dropped. Run collapse and scrub first."
                .formatted(state.undecided(), lake.root()));
      }
      long signatures = index.sign(state, run);
      Decided decided =
          changed
              .flatMap(hashes -> decideAffected(state, states))
              .orElseGet(() -> decide(changed.isPresent() ? states.all() : state, null, states));
      Map<String, Long> counts = new TreeMap<>();
      Losses.check(state, decided.all(Decisions.TABLE.read(spark, lake)), configuration)
          .forEach((source, dropped) -> counts.put(ACCEPTED_LOSS + source, dropped));
      return publish(state, decided, signatures, counts, run);
    }
  }

  /**
   * @param affected hashes of the rows that {@code decisions} and {@code edges} are about; null for
   *     all
   */
  private record Decided(
      @Nullable Dataset<Row> affected,
      Dataset<Row> decisions,
      Dataset<Row> edges,
      NearStage.Result near) {

    /** The decisions of {@code dedup} on all rows, given those of before. */
    Dataset<Row> all(Dataset<Row> before) {
      if (affected == null) {
        return decisions;
      }
      Dataset<Row> others = before.filter(col(Decisions.JOB).equalTo(JOB));
      return AffectedRows.notAmong(others, Decisions.ROW_ID, affected).unionByName(decisions);
    }
  }

  /** The changed rows, if they are so few that what they touch costs less than all rows. */
  private Optional<Dataset<Row>> batch(EarlierPairs earlier, JobRun run, ScratchFolder scratch) {
    if (earlier.isNone()
        || earlier.cutShort() > 0
        || earlier.edges().count() > bounds.singleTaskPairs()) {
      return Optional.empty();
    }
    long traces = Traces.TABLE.read(spark, lake, run.input(Traces.TABLE)).count();
    return new ChangedRows(spark, lake, run, earlier)
        .hashes(scratch)
        .filter(changed -> changed.count() <= bounds.batchShare() * traces);
  }

  /** Empty if a bucket was cut short: which of its pairs are compared depends on all rows. */
  private Optional<Decided> decideAffected(DocumentState changed, DocumentState.Source states) {
    Dataset<Row> affected =
        AffectedRows.of(
            changed,
            index.signatures(),
            states.earlier().edges(),
            Decisions.TABLE.read(spark, lake),
            bounds.broadcastRows(),
            states.scratch());
    Decided decided = decide(states.affected(affected, changed), affected, states);
    return decided.near().cutShort() == 0 ? Optional.of(decided) : Optional.empty();
  }

  private Decided decide(
      DocumentState state, @Nullable Dataset<Row> affected, DocumentState.Source states) {
    EarlierPairs earlier = states.earlier();
    JobRun run = states.run();
    ScratchFolder scratch = states.scratch();
    Dataset<Row> documents =
        scratch.write("documents", index.documents(state, configuration.growth()));
    Dataset<Row> copies = scratch.write("copies", Repeats.copies(documents));
    Dataset<Row> ranked =
        scratch.write(
            "ranked", RankedRows.of(documents.join(copies, BY_ROW_ID, "left_anti"), earlier));
    Dataset<Row> scrubbed = Scrubbed.TABLE.read(spark, lake, run.input(Scrubbed.TABLE));
    NearStage.Result near =
        new NearStage(scratch, configuration, bounds).run(ranked, earlier, scrubbed);
    Dataset<Row> edges = scratch.write("edges", DedupDecisions.edges(near, ranked, run));
    Dataset<Row> decisions =
        scratch.write(
            "decisions",
            DedupDecisions.of(
                documents,
                copies,
                DedupDecisions.near(near, ranked),
                DedupDecisions.comparisons(near, ranked),
                configuration,
                run));
    return new Decided(affected, decisions, edges, near);
  }

  private DedupResult publish(
      DocumentState state, Decided decided, long signatures, Map<String, Long> counts, JobRun run) {
    if (decided.affected() == null) {
      Edges.TABLE.replace(decided.edges(), lake, run.commit());
    } else {
      Dataset<Row> stale =
          AffectedRows.among(Edges.TABLE.read(spark, lake), Edges.LEFT_ID, decided.affected())
              .join(decided.edges(), new String[] {Edges.LEFT_ID, Edges.RIGHT_ID}, "left_anti");
      Edges.TABLE.upsertAndDelete(decided.edges(), stale, lake, run.commit());
    }
    long changed = Decisions.TABLE.upsert(decided.decisions(), lake, run.commit());
    BucketCuts.write(decided.near().cuts(), configuration.ruleVersion(), spark, lake, run);
    DedupResult result = result(state, decided.near(), signatures, changed);
    counts.putAll(result.counts());
    counts.put(EarlierPairs.CUT_SHORT, decided.near().cutShort());
    run.finish(counts, Signatures.TABLE, Edges.TABLE, Decisions.TABLE);
    return result;
  }

  private DedupResult result(
      DocumentState state, NearStage.Result near, long signatures, long changed) {
    Map<String, Long> counts = new HashMap<>();
    Decisions.TABLE
        .read(spark, lake)
        .filter(col(Decisions.JOB).equalTo(JOB))
        .groupBy(coalesce(col(Decisions.STAGE), col(Decisions.ACTION)))
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    DedupResult result =
        new DedupResult(
            state.traces(),
            state.droppedBefore(),
            state.documents(),
            counts.getOrDefault(Decisions.KEEP, 0L),
            counts.getOrDefault(DedupDecisions.EXACT, 0L),
            counts.getOrDefault(DedupDecisions.NEAR, 0L),
            signatures,
            Edges.TABLE.read(spark, lake).count(),
            near.notCompared(),
            changed);
    if (result.rows() != result.kept() + result.exact() + result.near()) {
      throw new JobFailedException(
          "dedup read %d scrubbed rows and decided on %d kept, %d exact and %d near, which does not add up. The lake is being written by somebody else: run collapse, scrub and dedup again."
              .formatted(result.rows(), result.kept(), result.exact(), result.near()));
    }
    return result;
  }
}
