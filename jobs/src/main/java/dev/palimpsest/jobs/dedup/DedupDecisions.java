package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.CandidatePairs.LEFT;
import static dev.palimpsest.jobs.dedup.CandidatePairs.RIGHT;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Signatures;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What was found, as rows of {@link Decisions} and {@link Edges}. */
final class DedupDecisions {

  static final String EXACT = "exact";
  static final String NEAR = "near";

  private DedupDecisions() {}

  /**
   * One decision for each of {@code rows}.
   *
   * @param rows {@link Decisions#ROW_ID} and {@link Decisions#SOURCE} of all rows that were looked
   *     at
   * @param copies dropped rows with their {@link Decisions#KEEPER}
   * @param near {@link #near}
   * @param comparisons {@link #comparisons}
   */
  static Dataset<Row> of(
      Dataset<Row> rows,
      Dataset<Row> copies,
      Dataset<Row> near,
      Dataset<Row> comparisons,
      DedupConfiguration configuration,
      JobRun run) {
    Dataset<Row> exact =
        copies.select(
            col(Decisions.ROW_ID),
            lit(EXACT).as(Decisions.STAGE),
            col(Decisions.KEEPER),
            none("double").as(Decisions.JACCARD),
            none("double").as(Decisions.CONTAINMENT),
            none("int").as(Decisions.SHARED_BANDS),
            lit("the keeper has the same turns after the scrub").as(Decisions.REASON));
    Dataset<Row> drops =
        exact
            .unionByName(
                near.withColumn(Decisions.STAGE, lit(NEAR))
                    .withColumn(
                        Decisions.REASON,
                        lit("near the keeper, which is preferred, and calls the same tools")))
            .withColumn(Decisions.ACTION, lit(Decisions.DROP));
    Dataset<Row> keeps =
        rows.select(Decisions.ROW_ID)
            .join(drops, new String[] {Decisions.ROW_ID}, "left_anti")
            .withColumn(Decisions.STAGE, none("string"))
            .withColumn(Decisions.KEEPER, none("string"))
            .withColumn(Decisions.JACCARD, none("double"))
            .withColumn(Decisions.CONTAINMENT, none("double"))
            .withColumn(Decisions.SHARED_BANDS, none("int"))
            .withColumn(Decisions.REASON, lit("no row that stays says the same"))
            .withColumn(Decisions.ACTION, lit(Decisions.KEEP));
    return drops
        .unionByName(keeps)
        .join(rows.select(Decisions.ROW_ID, Decisions.SOURCE), Decisions.ROW_ID)
        .join(comparisons, new String[] {Decisions.ROW_ID}, "left_outer")
        .withColumn(Decisions.COMPARISONS, coalesce(col(Decisions.COMPARISONS), lit(0L)))
        .withColumn(Decisions.RUN_ID, lit(run.id()))
        .withColumn(Decisions.JOB, lit(DedupJob.JOB))
        .withColumn(Decisions.RULE_VERSION, lit(configuration.ruleVersion()));
  }

  /** Rows that are dropped as near, with keeper and scores. */
  static Dataset<Row> near(NearStage.Result result, Dataset<Row> ranked) {
    return result
        .dropped()
        .join(result.pairs(), new String[] {LEFT, RIGHT}, "inner")
        .join(ids(ranked, LEFT, Decisions.KEEPER), LEFT)
        .join(ids(ranked, RIGHT, Decisions.ROW_ID), RIGHT)
        .select(
            Decisions.ROW_ID,
            Decisions.KEEPER,
            Decisions.JACCARD,
            Decisions.CONTAINMENT,
            Decisions.SHARED_BANDS);
  }

  /** {@link Decisions#COMPARISONS} of each row that was compared with any. */
  static Dataset<Row> comparisons(NearStage.Result result, Dataset<Row> ranked) {
    return result
        .compared()
        .select(explode(array(col(LEFT), col(RIGHT))).as(RankedRows.RANK))
        .groupBy(RankedRows.RANK)
        .agg(count(lit(1)).as(Decisions.COMPARISONS))
        .join(ranked.select(RankedRows.RANK, Signatures.ROW_ID), RankedRows.RANK)
        .select(Decisions.ROW_ID, Decisions.COMPARISONS);
  }

  /** All verified pairs. */
  static Dataset<Row> edges(NearStage.Result result, Dataset<Row> ranked, JobRun run) {
    return result
        .pairs()
        .join(ids(ranked, LEFT, Edges.LEFT_ID), LEFT)
        .join(ids(ranked, RIGHT, Edges.RIGHT_ID), RIGHT)
        .withColumn(Edges.RUN_ID, lit(run.id()))
        .withColumn(Edges.SPEC_SHA256, lit(DedupConfiguration.SPEC.digest()));
  }

  private static Dataset<Row> ids(Dataset<Row> ranked, String rank, String id) {
    return ranked.select(col(RankedRows.RANK).as(rank), col(Signatures.ROW_ID).as(id));
  }

  private static Column none(String type) {
    return lit(null).cast(type);
  }
}
