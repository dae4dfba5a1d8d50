package dev.palimpsest.jobs.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** The only place that makes a Spark session. */
final class SessionFactory {

  private SessionFactory() {}

  /**
   * A session with Delta, in UTC.
   *
   * @param master {@code local[*]}, {@code spark://…} or another that Spark knows; a cluster is
   *     given the application's jars
   * @param name what the cluster's pages call it
   */
  static SparkSession open(String master, String name) {
    boolean local = master.startsWith("local");
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("palimpsest " + name)
            .master(master)
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.showConsoleProgress", "false")
            // A plan in the log or the event log must not show what a literal holds.
            .config("spark.sql.redaction.string.regex", "(?s).*")
            .config("spark.sql.maxMetadataStringLength", "20")
            .config("spark.databricks.delta.snapshotPartitions", "2")
            .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "4");
    if (local) {
      builder
          .config("spark.ui.enabled", "false")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors())
          .config("spark.log.level", "WARN");
    } else {
      builder.config("spark.jars", applicationJars());
    }
    return builder.getOrCreate();
  }

  /** What a cluster does not have: every jar on the class path beside Spark's own. */
  private static String applicationJars() {
    String spark = System.getProperty("palimpsest.spark.jars", "");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .filter(jar -> spark.isEmpty() || !jar.startsWith(spark))
        .map(jar -> jar.toUri().toString())
        .collect(Collectors.joining(","));
  }
}
