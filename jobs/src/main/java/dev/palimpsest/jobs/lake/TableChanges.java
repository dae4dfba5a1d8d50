package dev.palimpsest.jobs.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;
import org.apache.spark.sql.delta.actions.RemoveFile;
import scala.Tuple2;
import scala.collection.JavaConverters;

/**
 * The rows in which two versions of a table differ, without reading what they share: Delta's log
 * names the files that came and went in between, and rows that were only rewritten cancel out.
 */
public final class TableChanges {

  private static final String TIMES = "times";

  private final Path folder;
  private final Set<Path> added = new TreeSet<>();
  private final Set<Path> removed = new TreeSet<>();

  private TableChanges(Path folder) {
    this.folder = folder;
  }

  /**
   * What {@code columns} are in rows of one of the versions and in none of the other, or less
   * often.
   *
   * @param from earlier version
   * @param to later version
   * @return distinct rows, those of both versions; empty if files or parts of the log are gone, or
   *     were written in a way that makes files not speak for themselves
   */
  public static Optional<Dataset<Row>> of(
      SparkSession spark, Lake lake, LakeTable table, long from, long to, Column... columns) {
    if (from < 0 || to < from) {
      return Optional.empty();
    }
    DeltaLog log = DeltaLog.forTable(spark, lake.path(table.name()));
    TableChanges changes = new TableChanges(log.dataPath());
    if (!changes.readLog(log, from, to) || !changes.filesAreThere(spark)) {
      return Optional.empty();
    }
    Dataset<Row> came = rows(spark, table, changes.added).select(columns);
    if (changes.removed.isEmpty()) {
      return Optional.of(came);
    }
    Dataset<Row> went = rows(spark, table, changes.removed).select(columns);
    Column[] all = Arrays.stream(came.columns()).map(name -> col(name)).toArray(Column[]::new);
    return Optional.of(
        came.withColumn(TIMES, lit(1))
            .union(went.withColumn(TIMES, lit(-1)))
            .groupBy(all)
            .agg(sum(TIMES).as(TIMES))
            .filter(col(TIMES).notEqual(0))
            .drop(TIMES));
  }

  /** Whether the log tells, commit by commit, which whole files came and went. */
  private boolean readLog(DeltaLog log, long from, long to) {
    long last = from;
    var commits = JavaConverters.asJavaIterator(log.getChanges(from + 1, false));
    while (last < to && commits.hasNext()) {
      Tuple2<Object, scala.collection.Seq<Action>> commit = commits.next();
      if ((long) commit._1() != last + 1
          || !readCommit(JavaConverters.seqAsJavaList(commit._2()))) {
        return false;
      }
      last++;
    }
    return last == to;
  }

  private boolean readCommit(List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof AddFile file) {
        if (file.deletionVector() != null) {
          return false;
        }
        Path path = new Path(folder, new Path(file.pathAsUri()));
        if (!removed.remove(path)) {
          added.add(path);
        }
      } else if (action instanceof RemoveFile file) {
        Path path = new Path(folder, new Path(file.pathAsUri()));
        if (!added.remove(path)) {
          removed.add(path);
        }
      } else if (action instanceof Metadata || action instanceof Protocol) {
        return false;
      }
    }
    return true;
  }

  /** Files that were removed stay until somebody vacuums the table. */
  private boolean filesAreThere(SparkSession spark) {
    try {
      for (Path file : removed) {
        if (!file.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(file)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset<Row> rows(SparkSession spark, LakeTable table, Set<Path> files) {
    return files.isEmpty()
        ? spark.createDataFrame(List.of(), table.schema())
        : spark
            .read()
            .schema(table.schema())
            .parquet(files.stream().map(Path::toString).toArray(String[]::new));
  }
}
