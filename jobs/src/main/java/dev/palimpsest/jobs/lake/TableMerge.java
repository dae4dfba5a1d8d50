package dev.palimpsest.jobs.lake;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One change of a {@link LakeTable} by key. Rows that say what the table says already are left
 * alone, so that a finished run started again makes no commit.
 */
final class TableMerge {

  private static final String STALE = "stale";

  private final LakeTable table;
  private final Lake lake;
  private final Commit commit;

  /**
   * @param table exists; rows have its columns in their order
   */
  TableMerge(LakeTable table, Lake lake, Commit commit) {
    this.table = table;
    this.lake = lake;
    this.commit = commit;
  }

  long upsert(Dataset<Row> rows) {
    SparkSession spark = rows.sparkSession();
    Dataset<Row> differing = differing(rows, table.read(spark, lake)).persist();
    try {
      long changed = differing.count();
      if (changed > 0 && table.holdsNothing(spark, lake)) {
        fill(differing);
      } else if (changed > 0) {
        commit(spark, merge(differing).whenMatched().updateAll().whenNotMatched().insertAll());
      }
      return changed;
    } finally {
      differing.unpersist();
    }
  }

  long upsertAndDelete(Dataset<Row> rows, Dataset<Row> stale) {
    SparkSession spark = rows.sparkSession();
    Dataset<Row> changes =
        differing(rows, table.read(spark, lake))
            .withColumn(STALE, lit(false))
            .union(stale.withColumn(STALE, lit(true)))
            .persist();
    try {
      long changed = changes.count();
      if (changed > 0) {
        String isStale = "new.`%s`".formatted(STALE);
        commit(
            spark,
            merge(changes)
                .whenMatched(isStale)
                .delete()
                .whenMatched()
                .updateAll()
                .whenNotMatched("NOT " + isStale)
                .insertAll());
      }
      return changed;
    } finally {
      changes.unpersist();
    }
  }

  long replace(Dataset<Row> wanted) {
    SparkSession spark = wanted.sparkSession();
    Dataset<Row> known = table.read(spark, lake);
    Column sameKey =
        table.key().stream()
            .map(field -> known.col(field).equalTo(wanted.col(field)))
            .reduce(lit(true), Column::and);
    long changed =
        differing(wanted, known).count() + known.join(wanted, sameKey, "left_anti").count();
    if (changed > 0 && table.holdsNothing(spark, lake)) {
      fill(wanted);
    } else if (changed > 0) {
      String differs =
          compared()
              .map(field -> "NOT (old.`%s` <=> new.`%s`)".formatted(field, field))
              .collect(Collectors.joining(" OR "));
      commit(
          spark,
          merge(wanted)
              .whenMatched(differs)
              .updateAll()
              .whenNotMatchedBySource()
              .delete()
              .whenNotMatched()
              .insertAll());
    }
    return changed;
  }

  void delete(Dataset<Row> values, List<String> columns) {
    SparkSession spark = values.sparkSession();
    Dataset<Row> doomed =
        values.select(columns.stream().map(field -> col(field)).toArray(Column[]::new)).distinct();
    String[] by = columns.toArray(String[]::new);
    if (table.read(spark, lake).join(doomed, by, "left_semi").isEmpty()) {
      return;
    }
    commit(
        spark,
        DeltaTable.forPath(spark, lake.path(table.name()))
            .as("old")
            .merge(doomed.as("new"), equal(columns))
            .whenMatched()
            .delete());
  }

  /** Rows of {@code wanted} that {@code known} does not hold, whichever run wrote them. */
  private Dataset<Row> differing(Dataset<Row> wanted, Dataset<Row> known) {
    Dataset<Row> sameKeys = known;
    if (isFew(wanted)) {
      Dataset<Row> keys =
          wanted.select(table.key().stream().map(field -> col(field)).toArray(Column[]::new));
      sameKeys = known.join(broadcast(keys), table.key().toArray(String[]::new), "left_semi");
    }
    Dataset<Row> compared =
        sameKeys.select(compared().map(field -> col(field)).toArray(Column[]::new));
    return wanted.join(compared, equalAll(wanted, compared), "left_anti");
  }

  /** Whether Spark's estimate allows to send the rows to every executor. */
  private static boolean isFew(Dataset<Row> rows) {
    return rows.queryExecution().optimizedPlan().stats().sizeInBytes().toLong()
        <= (long) rows.sparkSession().sessionState().conf().autoBroadcastJoinThreshold();
  }

  /** The first rows of a table: a merge would search it for nothing. */
  private void fill(Dataset<Row> rows) {
    rows.write()
        .format("delta")
        .mode("append")
        .option("userMetadata", commit.userMetadata())
        .save(lake.path(table.name()));
  }

  private DeltaMergeBuilder merge(Dataset<Row> rows) {
    return DeltaTable.forPath(rows.sparkSession(), lake.path(table.name()))
        .as("old")
        .merge(rows.as("new"), equal(table.key()));
  }

  private static String equal(List<String> columns) {
    return columns.stream()
        .map(field -> "old.`%1$s` = new.`%1$s`".formatted(field))
        .collect(Collectors.joining(" AND "));
  }

  private void commit(SparkSession spark, DeltaMergeBuilder merge) {
    spark.conf().set("spark.databricks.delta.commitInfo.userMetadata", commit.userMetadata());
    try {
      merge.execute();
    } finally {
      spark.conf().unset("spark.databricks.delta.commitInfo.userMetadata");
    }
  }

  private Stream<String> compared() {
    return Arrays.stream(table.schema().fieldNames())
        .filter(field -> !table.ofRun().contains(field));
  }

  private Column equalAll(Dataset<Row> left, Dataset<Row> right) {
    return compared()
        .map(field -> left.col(field).eqNullSafe(right.col(field)))
        .reduce(lit(true), Column::and);
  }
}
