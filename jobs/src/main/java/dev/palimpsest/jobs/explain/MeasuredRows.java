package dev.palimpsest.jobs.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.palimpsest.jobs.lake.Documents;
import dev.palimpsest.jobs.lake.Extractions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Scores;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What audits measured on some rows, in comparison with what the models never saw. */
final class MeasuredRows {

  /**
   * Of the held-out rows, in (0, 1): a score above it is rare for a row that was not trained on.
   */
  private static final double RARE = 0.95;

  private final SparkSession spark;
  private final Lake lake;

  MeasuredRows(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * @param ids a column {@link Scores#ROW_ID}
   */
  void add(Lines lines, Dataset<Row> ids) {
    String[] byRow = {Scores.ROW_ID};
    Dataset<Row> scores = Scores.TABLE.read(spark, lake);
    Dataset<Row> limits =
        scores
            .filter(col(Scores.ROLE).equalTo("control"))
            .groupBy(Scores.AUDIT_ID, Scores.PROBE)
            .agg(expr("percentile(%s, %s)".formatted(Scores.SCORE, RARE)).as("limit"));
    List<Row> above =
        scores
            .filter(col(Scores.ROLE).equalTo("member"))
            .join(ids, byRow, "left_semi")
            .join(limits, new String[] {Scores.AUDIT_ID, Scores.PROBE}, "inner")
            .groupBy(Scores.AUDIT_ID, Scores.PROBE)
            .agg(sum(when(col(Scores.SCORE).gt(col("limit")), 1).otherwise(0)), count(lit(1)))
            .orderBy(Scores.AUDIT_ID, Scores.PROBE)
            .collectAsList();
    if (above.isEmpty()) {
      lines.add("measured", "by no audit");
    }
    for (Row row : above) {
      lines.add(
          "audit",
          "%s, %s: %d of %d rows trained on look more familiar than %.0f %% of the rows held out",
          row.getString(0),
          row.getString(1),
          row.getLong(2),
          row.getLong(3),
          100 * RARE);
    }
    Extractions.TABLE
        .read(spark, lake)
        .filter(col(Extractions.GREEDY).isNotNull())
        .join(ids, byRow, "left_semi")
        .groupBy(Documents.AUDIT_ID, Extractions.TYPE)
        .agg(sum(col(Extractions.GREEDY).cast("int")), count(lit(1)))
        .orderBy(Documents.AUDIT_ID, Extractions.TYPE)
        .collectAsList()
        .forEach(
            row ->
                lines.add(
                    "extracted",
                    "%s: %d of %d %s said by greedy decoding",
                    row.getString(0),
                    row.getLong(2),
                    row.getLong(3),
                    row.getString(1)));
  }
}
