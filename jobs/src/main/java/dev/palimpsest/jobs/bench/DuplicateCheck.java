package dev.palimpsest.jobs.bench;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.palimpsest.jobs.bench.Workload.Kind;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Traces;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Whether the lake's decisions are those that the documents were made for.
 *
 * @param copies planted exact and near copies, and further copies of the one identical text
 * @param undetected those that stay although the document that they are a copy of stays too
 * @param wronglyDropped documents that were dropped for one of another group
 */
public record DuplicateCheck(long copies, long undetected, long wronglyDropped) {

  /** Share of planted copies of which one side went; 1 if there were none. */
  public double recall() {
    return copies == 0 ? 1 : 1 - undetected / (double) copies;
  }

  static DuplicateCheck of(SparkSession spark, Lake lake) {
    Column metadata = col(Traces.METADATA);
    Dataset<Row> rows =
        Traces.TABLE
            .read(spark, lake)
            .select(
                col(Traces.ROW_ID),
                metadata.getItem(BenchDocuments.KIND).as(BenchDocuments.KIND),
                metadata.getItem(BenchDocuments.GROUP).as(BenchDocuments.GROUP))
            .join(
                Decisions.TABLE
                    .read(spark, lake)
                    .select(Decisions.ROW_ID, Decisions.ACTION, Decisions.KEEPER),
                Traces.ROW_ID);
    Column stays = col(Decisions.ACTION).equalTo(Decisions.KEEP);
    Column copy =
        col(BenchDocuments.KIND).isin(Kind.EXACT.name(), Kind.NEAR.name(), Kind.IDENTICAL.name());
    Row found =
        rows.groupBy(BenchDocuments.GROUP)
            .agg(
                count(when(copy, 1)).as("copies"),
                count(when(stays.and(copy), 1)).as("staying"),
                count(when(stays.and(col(BenchDocuments.KIND).equalTo(Kind.UNIQUE.name())), 1))
                    .as("bases"),
                count(when(col(BenchDocuments.KIND).equalTo(Kind.IDENTICAL.name()), 1))
                    .as("identical"))
            // Of many identical ones, the first is what the others are copies of.
            .select(
                when(col("identical").gt(0), col("copies").minus(1))
                    .otherwise(col("copies"))
                    .as("copies"),
                when(col("identical").gt(0), col("staying").minus(1))
                    .when(col("bases").gt(0), col("staying"))
                    .otherwise(lit(0))
                    .as("undetected"))
            .agg(coalesce(sum("copies"), lit(0L)), coalesce(sum("undetected"), lit(0L)))
            .first();
    Dataset<Row> keepers =
        rows.select(
            col(Traces.ROW_ID).as(Decisions.KEEPER), col(BenchDocuments.GROUP).as("keeper_group"));
    long wrong =
        rows.filter(col(Decisions.ACTION).equalTo(Decisions.DROP))
            .join(keepers, Decisions.KEEPER)
            .filter(col(BenchDocuments.GROUP).notEqual(col("keeper_group")))
            .count();
    return new DuplicateCheck(found.getLong(0), found.getLong(1), wrong);
  }
}
