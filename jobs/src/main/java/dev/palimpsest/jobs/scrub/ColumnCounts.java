package dev.palimpsest.jobs.scrub;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.palimpsest.jobs.lake.PathStatistics;
import dev.palimpsest.profile.ColumnStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Transforms of the rows of {@link PathStatistics}. */
final class ColumnCounts {

  private static final List<String> BATCH_COLUMN =
      List.of(PathStatistics.BATCH, PathStatistics.SOURCE, PathStatistics.PATH);

  private static final List<String> SUMMED =
      Stream.concat(
              Stream.of(PathStatistics.COLUMNS, PathStatistics.LEAVES, PathStatistics.STRINGS),
              PathStatistics.COUNTS.stream())
          .toList();

  private ColumnCounts() {}

  /** Parts of batches, added up. */
  static Dataset<Row> ofBatches(Dataset<Row> parts) {
    return added(parts, with(BATCH_COLUMN, PathStatistics.KIND));
  }

  /**
   * Of each batch and source the {@code most} columns with most values, and one row for the others.
   *
   * @param counts added up; read twice
   */
  static Dataset<Row> bound(Dataset<Row> counts, int most) {
    Column isColumn = col(PathStatistics.KIND).equalTo("");
    Column rank =
        row_number()
            .over(
                Window.partitionBy(PathStatistics.BATCH, PathStatistics.SOURCE)
                    .orderBy(col(PathStatistics.LEAVES).desc(), col(PathStatistics.PATH)));
    Dataset<Row> ranked =
        counts.filter(isColumn).select(columns(BATCH_COLUMN, List.of(rank.leq(most).as("told"))));
    Dataset<Row> bounded =
        counts
            .join(ranked, BATCH_COLUMN.toArray(String[]::new))
            .filter(col("told").or(isColumn))
            .withColumn(
                PathStatistics.PATH,
                when(col("told"), col(PathStatistics.PATH)).otherwise(PathStatistics.OVERFLOW))
            .drop("told");
    return ofBatches(bounded);
  }

  /** A row per column over all batches, its kinds in an array {@link DecideColumns#KINDS}. */
  static Dataset<Row> ofLake(Dataset<Row> statistics) {
    List<String> column = List.of(PathStatistics.SOURCE, PathStatistics.PATH);
    List<Column> kind = new ArrayList<>();
    kind.add(col(PathStatistics.KIND));
    PathStatistics.COUNTS.forEach(name -> kind.add(col(name)));
    Dataset<Row> told =
        statistics.filter(
            col(PathStatistics.SOURCE)
                .notEqual("")
                .and(col(PathStatistics.PATH).notEqual(PathStatistics.OVERFLOW)));
    // The row of the column itself has its leaves and hashes, those of kinds have none.
    return added(told, with(column, PathStatistics.KIND))
        .groupBy(columns(column, List.of()))
        .agg(
            max(PathStatistics.LEAVES).as(PathStatistics.LEAVES),
            max(PathStatistics.STRINGS).as(PathStatistics.STRINGS),
            flatten(collect_list(PathStatistics.VALUES)).as(PathStatistics.VALUES),
            flatten(collect_list(PathStatistics.STEMS)).as(PathStatistics.STEMS),
            collect_list(
                    when(
                        col(PathStatistics.KIND).notEqual(""), struct(kind.toArray(Column[]::new))))
                .as(DecideColumns.KINDS));
  }

  /**
   * The rows that stand for batches themselves.
   *
   * @param batches with {@link PathStatistics#BATCH} and {@link PathStatistics#LEAVES}
   */
  static Dataset<Row> batchRows(Dataset<Row> batches) {
    List<Column> others = new ArrayList<>();
    Stream.of(PathStatistics.SOURCE, PathStatistics.PATH, PathStatistics.KIND)
        .forEach(name -> others.add(lit("").as(name)));
    SUMMED.stream()
        .filter(name -> !name.equals(PathStatistics.LEAVES))
        .forEach(name -> others.add(lit(0L).as(name)));
    Stream.of(PathStatistics.VALUES, PathStatistics.STEMS)
        .forEach(name -> others.add(array().cast("array<bigint>").as(name)));
    return batches.select(columns(List.of(PathStatistics.BATCH, PathStatistics.LEAVES), others));
  }

  private static Dataset<Row> added(Dataset<Row> rows, List<String> by) {
    List<Column> sums = new ArrayList<>();
    SUMMED.forEach(name -> sums.add(sum(name).as(name)));
    Stream.of(PathStatistics.VALUES, PathStatistics.STEMS)
        .forEach(name -> sums.add(smallest(name).as(name)));
    return rows.groupBy(columns(by, List.of()))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  /** The sketch of a union: the smallest hashes of all its parts. */
  private static Column smallest(String hashes) {
    return slice(
        array_sort(array_distinct(flatten(collect_list(hashes)))),
        1,
        ColumnStatistics.sketchSize());
  }

  private static Column[] columns(List<String> names, List<Column> others) {
    return Stream.concat(names.stream().map(name -> col(name)), others.stream())
        .toArray(Column[]::new);
  }

  private static List<String> with(List<String> names, String another) {
    return Stream.concat(names.stream(), Stream.of(another)).toList();
  }
}
