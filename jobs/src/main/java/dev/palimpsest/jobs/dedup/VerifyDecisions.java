package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.CandidatePairs.LEFT;
import static dev.palimpsest.jobs.dedup.CandidatePairs.RIGHT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.size;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.jobs.lake.Traces;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * {@code dedup --verify}: works out every drop of the lake again from the rows themselves, without
 * the index that led to it. It changes nothing.
 */
public final class VerifyDecisions {

  /** Of recorded scores: they are the same computation on the same text. */
  private static final double TOLERANCE = 1e-12;

  private static final String KEEPER_PREFIX = "keeper_";

  private final SparkSession spark;
  private final Lake lake;
  private final DedupConfiguration configuration;

  public VerifyDecisions(SparkSession spark, Lake lake, DedupConfiguration configuration) {
    this.spark = spark;
    this.lake = lake;
    this.configuration = configuration;
  }

  /**
   * Drops verified, by stage.
   *
   * @throws JobFailedException naming the first wrong decision by row
   */
  public Map<String, Long> run() {
    Dataset<Row> decisions = Decisions.TABLE.read(spark, lake);
    Dataset<Row> drops = decisions.filter(col(Decisions.ACTION).equalTo(Decisions.DROP));
    everyTraceOnce(decisions);
    chainsEnd(drops, decisions);
    long collapsed = sameTurns(drops, "collapse", Traces.TABLE);
    long copies = sameTurns(drops, DedupJob.JOB, Signatures.TABLE);
    return Map.of("collapsed", collapsed, "exact", copies, "near", near(drops));
  }

  private void everyTraceOnce(Dataset<Row> decisions) {
    Dataset<Row> traces = Traces.TABLE.read(spark, lake).select(Traces.ROW_ID);
    none(
        traces.join(decisions, new String[] {Traces.ROW_ID}, "left_anti"),
        "the trace has no decision");
    none(
        decisions.groupBy(Decisions.ROW_ID).count().filter("count > 1"),
        "the row has more than one decision");
  }

  /** From copies and beginnings to near copies to kept rows: every step leads on. */
  private static void chainsEnd(Dataset<Row> drops, Dataset<Row> decisions) {
    Dataset<Row> keepers =
        decisions.select(
            col(Decisions.ROW_ID).as(Decisions.KEEPER), step().as(KEEPER_PREFIX + "step"));
    none(
        drops.join(keepers, new String[] {Decisions.KEEPER}, "left_anti"),
        "its keeper has no decision");
    none(
        drops
            .withColumn("step", step())
            .join(keepers, Decisions.KEEPER)
            .filter(col(KEEPER_PREFIX + "step").leq(col("step"))),
        "its keeper is dropped no later than itself");
  }

  private static Column step() {
    return expr(
        "CASE WHEN action = 'keep' OR job = 'scrub' THEN 4 WHEN job = 'dedup' AND stage = 'near' THEN 3"
            + " WHEN job = 'dedup' THEN 2 WHEN stage = 'prefix' THEN 1 ELSE 0 END");
  }

  /** Copies and beginnings of {@code job}, by the turn digests of {@code table}. */
  private long sameTurns(Dataset<Row> drops, String job, LakeTable table) {
    Dataset<Row> repeats =
        drops
            .filter(
                col(Decisions.JOB)
                    .equalTo(job)
                    .and(col(Decisions.STAGE).notEqual(DedupDecisions.NEAR)))
            .select(Decisions.ROW_ID, Decisions.KEEPER, Decisions.STAGE);
    Dataset<Row> turns = table.read(spark, lake).select(Traces.ROW_ID, Traces.TURN_DIGESTS);
    Column own = col(Traces.TURN_DIGESTS);
    Column keepers = col(KEEPER_PREFIX + Traces.TURN_DIGESTS);
    Column right =
        col(Decisions.STAGE)
            .equalTo("prefix")
            .and(size(own).lt(size(keepers)))
            .or(
                col(Decisions.STAGE)
                    .equalTo(DedupDecisions.EXACT)
                    .and(size(own).equalTo(size(keepers))))
            .and(
                own.equalTo(
                    expr(
                        "slice(%s, 1, size(%s))"
                            .formatted(KEEPER_PREFIX + Traces.TURN_DIGESTS, Traces.TURN_DIGESTS))));
    none(
        repeats
            .join(turns, new String[] {Decisions.ROW_ID}, "left_outer")
            .join(
                turns.select(
                    col(Traces.ROW_ID).as(Decisions.KEEPER),
                    col(Traces.TURN_DIGESTS).as(KEEPER_PREFIX + Traces.TURN_DIGESTS)),
                new String[] {Decisions.KEEPER},
                "left_outer")
            .filter(right.isNull().or(right.equalTo(false))),
        "its turns are not those of its keeper");
    return repeats.count();
  }

  private long near(Dataset<Row> drops) {
    Dataset<Row> near =
        drops
            .filter(col(Decisions.STAGE).equalTo(DedupDecisions.NEAR))
            .select(Decisions.ROW_ID, Decisions.KEEPER, Decisions.JACCARD, Decisions.CONTAINMENT);
    Dataset<Row> numbered =
        near.select(Decisions.ROW_ID)
            .union(near.select(Decisions.KEEPER))
            .distinct()
            .withColumn(RankedRows.RANK, monotonically_increasing_id())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> documents =
          numbered
              .join(
                  Scrubbed.TABLE.read(spark, lake).select(col(Traces.ROW_ID), TurnColumns.turns()),
                  Traces.ROW_ID)
              .join(
                  Signatures.TABLE.read(spark, lake).select(Signatures.ROW_ID, Signatures.BANDS),
                  Signatures.ROW_ID);
      Dataset<Row> keepers = ranks(numbered, LEFT, Decisions.KEEPER);
      Dataset<Row> rows = ranks(numbered, RIGHT, Decisions.ROW_ID);
      Dataset<Row> pairs =
          near.join(keepers, Decisions.KEEPER).join(rows, Decisions.ROW_ID).select(LEFT, RIGHT);
      Dataset<Row> again =
          VerifiedPairs.compared(pairs, documents, configuration)
              .join(keepers, LEFT)
              .join(rows, RIGHT)
              .select(
                  col(Decisions.ROW_ID),
                  col(Decisions.KEEPER),
                  col(Edges.JACCARD).as("jaccard_again"),
                  col(Edges.CONTAINMENT).as("containment_again"));
      Column wrong =
          col("jaccard_again")
              .isNull()
              .or(expr("abs(jaccard - jaccard_again) > " + TOLERANCE))
              .or(expr("abs(containment - containment_again) > " + TOLERANCE));
      none(
          near.join(again, new String[] {Decisions.ROW_ID, Decisions.KEEPER}, "left_outer")
              .filter(wrong),
          "it is not near its keeper as recorded");
      return near.count();
    } finally {
      numbered.unpersist();
    }
  }

  private static Dataset<Row> ranks(Dataset<Row> numbered, String rank, String id) {
    return numbered.select(col(RankedRows.RANK).as(rank), col(Traces.ROW_ID).as(id));
  }

  private static void none(Dataset<Row> wrong, String why) {
    List<Row> first = wrong.select(Traces.ROW_ID).orderBy(Traces.ROW_ID).takeAsList(1);
    if (!first.isEmpty()) {
      throw new JobFailedException(
          "The decision on row %s is wrong: %s. Look at it with explain --row; run dedup again if the lake was changed by hand."
              .formatted(first.get(0).getString(0), why));
    }
  }
}
