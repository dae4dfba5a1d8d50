package dev.palimpsest.jobs.lake;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import io.delta.tables.DeltaTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One table of the lake.
 *
 * @param name folder of the table
 * @param schema its columns; rows are checked against it before they are written
 * @param key columns that tell rows apart
 * @param statistics columns of which Delta may keep minimum and maximum in its log: ids and
 *     numbers, never text
 * @param version of the columns and their meaning; a table of a later version is refused
 * @param ofRun columns that tell of the run that wrote the row; rows that differ in them alone are
 *     equal
 */
public record LakeTable(
    String name,
    StructType schema,
    List<String> key,
    List<String> statistics,
    int version,
    List<String> ofRun) {

  /** Column that every table has: the run that wrote the row. */
  public static final String RUN_ID = "run_id";

  private static final String VERSION_PROPERTY = "palimpsest.version";

  public LakeTable {
    key = List.copyOf(key);
    statistics = List.copyOf(statistics);
    ofRun = List.copyOf(ofRun);
  }

  /** A table of which {@value #RUN_ID} alone tells of the run. */
  public LakeTable(
      String name, StructType schema, List<String> key, List<String> statistics, int version) {
    this(name, schema, key, statistics, version, List.of(RUN_ID));
  }

  /** Whether the lake has the table. */
  public boolean exists(SparkSession spark, Lake lake) {
    return currentVersion(spark, lake) >= 0;
  }

  /** Newest version of the table; −1 if the lake does not have it. */
  public long currentVersion(SparkSession spark, Lake lake) {
    return snapshot(spark, lake).version();
  }

  /** The rows, newest version; none if the lake does not have the table. */
  public Dataset<Row> read(SparkSession spark, Lake lake) {
    return read(spark, lake, currentVersion(spark, lake));
  }

  /**
   * The rows at {@code version}; −1 is the table that is not there and has none.
   *
   * @throws UserException if a newer program made the table
   */
  public Dataset<Row> read(SparkSession spark, Lake lake, long version) {
    if (version < 0) {
      return spark.createDataFrame(List.of(), schema);
    }
    checkVersion(spark, lake);
    return spark
        .read()
        .format("delta")
        .option("versionAsOf", version)
        .load(lake.path(name))
        .select(columns());
  }

  /** Makes the table if the lake does not have it. */
  public void createIfAbsent(SparkSession spark, Lake lake) {
    if (exists(spark, lake)) {
      checkVersion(spark, lake);
      return;
    }
    lake.deleteUnbornLog(spark, name);
    DeltaTable.createIfNotExists(spark)
        .location(lake.path(name))
        .addColumns(schema)
        .property(VERSION_PROPERTY, Integer.toString(version))
        // Delta's log keeps statistics of erased rows; see the package's doc.
        .property(
            statistics.isEmpty()
                ? "delta.dataSkippingNumIndexedCols"
                : "delta.dataSkippingStatsColumns",
            statistics.isEmpty() ? "0" : String.join(",", statistics))
        .execute();
  }

  /**
   * Adds {@code rows} in one commit. The same {@code operation} of the same run is added once,
   * however often it is tried.
   */
  public void append(Dataset<Row> rows, Lake lake, Commit commit, String operation) {
    SparkSession spark = rows.sparkSession();
    createIfAbsent(spark, lake);
    conform(rows)
        .write()
        .format("delta")
        .mode("append")
        .option("txnAppId", commit.runId() + "/" + operation + "/" + name)
        .option("txnVersion", 1)
        .option("userMetadata", commit.userMetadata())
        .save(lake.path(name));
  }

  /**
   * Brings the table to say {@code rows} for their keys: new keys are inserted, rows that differ in
   * more than {@link #ofRun} are replaced, others stay. No commit is made when nothing differs.
   *
   * @return number of rows inserted or replaced
   */
  public long upsert(Dataset<Row> rows, Lake lake, Commit commit) {
    createIfAbsent(rows.sparkSession(), lake);
    return new TableMerge(this, lake, commit).upsert(conform(rows));
  }

  /**
   * Brings the table to say {@code rows} for their keys, as {@link #upsert} does, and deletes
   * {@code stale}, in one commit.
   *
   * @param stale rows of the table whose keys are not among those of {@code rows}
   * @return number of rows inserted, replaced or deleted
   */
  public long upsertAndDelete(Dataset<Row> rows, Dataset<Row> stale, Lake lake, Commit commit) {
    createIfAbsent(rows.sparkSession(), lake);
    return new TableMerge(this, lake, commit).upsertAndDelete(conform(rows), conform(stale));
  }

  /**
   * Brings the table to say {@code rows} and no others, as {@link #upsert} does; rows with other
   * keys are deleted.
   *
   * @param rows read several times
   * @return number of rows inserted, replaced or deleted
   */
  public long replace(Dataset<Row> rows, Lake lake, Commit commit) {
    createIfAbsent(rows.sparkSession(), lake);
    return new TableMerge(this, lake, commit).replace(conform(rows));
  }

  /**
   * Deletes the rows whose {@code columns} are among {@code values}, columns of the same names. No
   * commit is made when there are none.
   */
  public void delete(Dataset<Row> values, List<String> columns, Lake lake, Commit commit) {
    new TableMerge(this, lake, commit).delete(values, columns);
  }

  /** Whether the lake does not have the table, or the table has no rows. */
  public boolean holdsNothing(SparkSession spark, Lake lake) {
    return snapshot(spark, lake).numOfFiles() == 0;
  }

  private Column[] columns() {
    return Arrays.stream(schema.fieldNames()).map(field -> col(field)).toArray(Column[]::new);
  }

  /** The rows with exactly the schema's columns in its order. */
  private Dataset<Row> conform(Dataset<Row> rows) {
    List<String> wrong = new ArrayList<>();
    for (StructField field : schema.fields()) {
      int at = Arrays.asList(rows.schema().fieldNames()).indexOf(field.name());
      if (at < 0) {
        wrong.add(field.name() + " is missing");
      } else if (!DataType.equalsIgnoreNullability(
          rows.schema().fields()[at].dataType(), field.dataType())) {
        wrong.add(
            "%s is %s, not %s"
                .formatted(
                    field.name(),
                    rows.schema().fields()[at].dataType().simpleString(),
                    field.dataType().simpleString()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new JobFailedException(
          "Rows for table %s do not fit: %s.".formatted(name, String.join("; ", wrong)));
    }
    return rows.select(columns());
  }

  private void checkVersion(SparkSession spark, Lake lake) {
    String found =
        snapshot(spark, lake).metadata().configuration().getOrElse(VERSION_PROPERTY, () -> "none");
    if (!found.equals(Integer.toString(version))) {
      throw new UserException(
          "Table %s of lake %s has version %s and this program knows version %d. Use the program that made it, or a newer one."
              .formatted(name, lake.root(), found, version));
    }
  }

  private Snapshot snapshot(SparkSession spark, Lake lake) {
    return DeltaLog.forTableWithSnapshot(spark, lake.path(name))._2();
  }
}
