package dev.palimpsest.jobs.lake;

import dev.palimpsest.jobs.JobFailedException;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Intermediate results of one run, as files beside the tables. They cut long plans, are worked out
 * once, and survive the loss of an executor; they hold ids, ranks, hashes and names of files, no
 * text.
 */
public final class ScratchFolder implements AutoCloseable {

  private final SparkSession spark;
  private final Path root;

  public ScratchFolder(SparkSession spark, Lake lake, JobRun run) {
    this.spark = spark;
    this.root = new Path(lake.path("_scratch"), run.id());
  }

  /** Works out {@code rows} and gives them back from the file. */
  public Dataset<Row> write(String name, Dataset<Row> rows) {
    String path = new Path(root, name).toString();
    rows.write().mode("overwrite").parquet(path);
    return spark.read().schema(rows.schema()).parquet(path);
  }

  @Override
  public void close() {
    try {
      var files = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
      files.delete(root, true);
      Path all = root.getParent();
      if (all != null && files.exists(all) && files.listStatus(all).length == 0) {
        files.delete(all, false);
      }
    } catch (IOException e) {
      throw new JobFailedException(
          "The scratch folder %s cannot be removed (%s). Remove it by hand."
              .formatted(root, e.getClass().getSimpleName()),
          e);
    }
  }
}
