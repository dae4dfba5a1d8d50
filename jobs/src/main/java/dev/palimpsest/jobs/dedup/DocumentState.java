package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.ScratchFolder;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.jobs.lake.Traces;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Where traces stand before {@code dedup} decides: one row per trace, without text, stored. What a
 * run has to do follows from it.
 */
final class DocumentState {

  /** Scrubbed, and not dropped by an earlier job. */
  static final String DOCUMENT = "document";

  /** Dropped by an earlier job. */
  static final String DROPPED_BEFORE = "dropped_before";

  /** The lake has a signature of the row, be it of an earlier text. */
  static final String INDEXED = "indexed";

  /** The lake has the signature of the text as it is, by a finished run or by this one. */
  static final String SIGNED = "signed";

  /** Compared with all others that were, by a finished run under the same rule. */
  static final String COMPARED = "compared";

  /** A copy of another row, by a finished run. */
  static final String COPY = "copy";

  /** Kept by the last finished run. */
  static final String STAYED = "stayed";

  static final String WITHOUT_FEEDBACK = "without_feedback";

  /** Where the scrubbed row is. */
  static final String FILE = "file";

  private static final String SIGNED_DIGEST = "signed_digest";
  private static final String SIGNED_BY = "signed_by";

  private final Dataset<Row> rows;
  private final long traces;
  private final long droppedBefore;
  private final long undecided;

  private DocumentState(Dataset<Row> rows, long traces, long droppedBefore, long undecided) {
    this.rows = rows;
    this.traces = traces;
    this.droppedBefore = droppedBefore;
    this.undecided = undecided;
  }

  /** Makes the states that one run needs. */
  record Source(
      SparkSession spark,
      Lake lake,
      JobRun run,
      DedupConfiguration configuration,
      EarlierPairs earlier,
      ScratchFolder scratch) {

    /** Of all traces. */
    DocumentState all() {
      return of("state", null);
    }

    /**
     * Of those that changed since everything was decided on; the counts are those of the lake.
     *
     * @param hashes {@link AffectedRows#HASH} of the rows
     */
    DocumentState changed(Dataset<Row> hashes) {
      return of("changed-state", hashes);
    }

    /** {@link DocumentState#rows()} of some traces, all of them decided on or {@code changed}. */
    DocumentState affected(Dataset<Row> hashes, DocumentState changed) {
      return new DocumentState(
          scratch.write("affected-state", DocumentState.rows(this, hashes)),
          changed.traces,
          changed.droppedBefore,
          changed.undecided);
    }

    private DocumentState of(String name, @Nullable Dataset<Row> hashes) {
      Dataset<Row> rows = scratch.write(name, DocumentState.rows(this, hashes));
      return new DocumentState(
          rows,
          Traces.TABLE.read(spark, lake, run.input(Traces.TABLE)).count(),
          Decisions.TABLE.read(spark, lake).filter(droppedBeforeDedup()).count(),
          rows.filter(not(col(DOCUMENT)).and(not(col(DROPPED_BEFORE)))).count());
    }

    private Dataset<Row> read(LakeTable table, @Nullable Dataset<Row> hashes) {
      long version =
          run.commit().inputs().getOrDefault(table.name(), table.currentVersion(spark, lake));
      return read(table, version, hashes);
    }

    private Dataset<Row> read(LakeTable table, long version, @Nullable Dataset<Row> hashes) {
      // Before the join: Spark refuses to name the file of a row that was joined.
      Dataset<Row> rows = table.read(spark, lake, version).withColumn(FILE, input_file_name());
      return hashes == null ? rows : AffectedRows.among(rows, Traces.ROW_ID, hashes);
    }

    /**
     * Decisions with {@link #STAYED}. Where a run has decided that never came to its end, what
     * stayed is read in the version that the last finished run left.
     */
    private Dataset<Row> decisions(@Nullable Dataset<Row> hashes) {
      Dataset<Row> decisions =
          read(Decisions.TABLE, hashes)
              .select(
                  col(Decisions.ROW_ID),
                  col(Decisions.ACTION),
                  col(Decisions.JOB),
                  col(Decisions.STAGE),
                  col(Decisions.RULE_VERSION),
                  isKept().as(STAYED));
      if (!stayedMatters() || allDecidedByFinished()) {
        return decisions;
      }
      Dataset<Row> stayed =
          read(Decisions.TABLE, earlier.decided(), hashes)
              .select(col(Decisions.ROW_ID), isKept().as(STAYED));
      return decisions.drop(STAYED).join(stayed, left(Decisions.ROW_ID), "left_outer");
    }

    private boolean stayedMatters() {
      return configuration.growth() == Growth.STICKY || earlier.cutShort() > 0;
    }

    private boolean allDecidedByFinished() {
      return Decisions.TABLE
          .read(spark, lake)
          .filter(
              col(Decisions.JOB)
                  .equalTo(DedupJob.JOB)
                  .and(not(earlier.isFinished(col(Decisions.RUN_ID)))))
          .isEmpty();
    }
  }

  private static Dataset<Row> rows(Source source, @Nullable Dataset<Row> hashes) {
    Dataset<Row> scrubbed =
        source
            .read(Scrubbed.TABLE, hashes)
            .select(
                col(Traces.ROW_ID),
                col(Scrubbed.OUTPUT_DIGEST),
                size(col(Traces.FEEDBACK)).equalTo(0).as(WITHOUT_FEEDBACK),
                col(Traces.STARTED_AT),
                col(FILE),
                Decisions.source());
    EarlierPairs earlier = source.earlier();
    Dataset<Row> signatures =
        source
            .read(Signatures.TABLE, hashes)
            .select(
                col(Signatures.ROW_ID),
                col(Signatures.OUTPUT_DIGEST).as(SIGNED_DIGEST),
                col(Signatures.RUN_ID).as(SIGNED_BY));
    Column dropped = col(Decisions.ACTION).equalTo(Decisions.DROP);
    Column mine = is(col(Decisions.JOB).equalTo(DedupJob.JOB));
    Column droppedBefore = is(droppedBeforeDedup());
    Column document = col(Scrubbed.OUTPUT_DIGEST).isNotNull().and(not(droppedBefore));
    Column finished = earlier.isFinished(col(SIGNED_BY));
    Column signed =
        is(
            col(SIGNED_DIGEST)
                .equalTo(col(Scrubbed.OUTPUT_DIGEST))
                .and(finished.or(col(SIGNED_BY).equalTo(source.run().id()))));
    Column copy = is(dropped.and(col(Decisions.STAGE).equalTo(DedupDecisions.EXACT)));
    Column known = document.and(signed).and(is(finished)).and(mine);
    String rule = source.configuration().ruleVersion();
    Column sameRule = is(col(Decisions.RULE_VERSION).equalTo(rule));
    return source
        .read(Traces.TABLE, hashes)
        .select(Traces.ROW_ID)
        .join(scrubbed, left(Traces.ROW_ID), "left_outer")
        .join(source.decisions(hashes), left(Traces.ROW_ID), "left_outer")
        .join(signatures, left(Traces.ROW_ID), "left_outer")
        .select(
            col(Traces.ROW_ID),
            col(Scrubbed.OUTPUT_DIGEST),
            col(WITHOUT_FEEDBACK),
            col(Traces.STARTED_AT),
            col(Decisions.SOURCE),
            col(FILE),
            document.as(DOCUMENT),
            droppedBefore.as(DROPPED_BEFORE),
            col(SIGNED_DIGEST).isNotNull().as(INDEXED),
            signed.as(SIGNED),
            known.and(sameRule).and(not(copy)).and(lit(!earlier.isNone())).as(COMPARED),
            known.and(copy).as(COPY),
            is(col(STAYED)).as(STAYED));
  }

  private static Column isKept() {
    return col(Decisions.JOB)
        .equalTo(DedupJob.JOB)
        .and(col(Decisions.ACTION).equalTo(Decisions.KEEP));
  }

  private static Column droppedBeforeDedup() {
    return col(Decisions.ACTION)
        .equalTo(Decisions.DROP)
        .and(col(Decisions.JOB).notEqual(DedupJob.JOB));
  }

  private static String[] left(String column) {
    return new String[] {column};
  }

  private static Column is(Column condition) {
    return coalesce(condition, lit(false));
  }

  private static Column not(Column condition) {
    return condition.equalTo(false);
  }

  /** A document that no finished run has decided on as it is. */
  static Column isFresh() {
    return col(DOCUMENT).and(not(col(COMPARED))).and(not(col(COPY)));
  }

  /** One row per trace, or per one of those that were asked for; stored. */
  Dataset<Row> rows() {
    return rows;
  }

  /** Rows that are scrubbed and not dropped by an earlier job. */
  Dataset<Row> documentRows() {
    return rows.filter(col(DOCUMENT));
  }

  /** All traces of the lake. */
  long traces() {
    return traces;
  }

  /** All documents of the lake. */
  long documents() {
    return traces - droppedBefore - undecided;
  }

  /** All rows of the lake that an earlier job dropped. */
  long droppedBefore() {
    return droppedBefore;
  }

  /** Traces that were neither scrubbed nor dropped. */
  long undecided() {
    return undecided;
  }
}
