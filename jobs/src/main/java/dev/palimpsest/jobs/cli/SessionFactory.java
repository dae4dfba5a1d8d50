package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.UserException;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The only place that makes a Spark session. */
final class SessionFactory {

  private SessionFactory() {}

  /**
   * A session with Delta, in UTC. Spark's own settings come from {@code -Dspark.…} properties (the
   * launcher's {@code --conf}), then from {@code conf/spark-defaults.conf}; what the tables' safety
   * and the results depend on is set here and cannot be changed.
   *
   * @param master {@code local[*]}, {@code spark://…} or another that Spark knows; a cluster is
   *     given the application's jars
   * @param name what the cluster's pages call it
   */
  static SparkSession open(String master, String name) {
    SparkConf conf = new SparkConf();
    defaults().forEach(conf::setIfMissing);
    // Spark makes the folder, though no table is ever kept there.
    conf.setIfMissing(
        "spark.sql.warehouse.dir",
        Path.of(System.getProperty("java.io.tmpdir"), "palimpsest-warehouse").toUri().toString());
    if (master.startsWith("local")) {
      conf.setIfMissing("spark.ui.enabled", "false")
          .setIfMissing("spark.driver.host", "127.0.0.1")
          .setIfMissing("spark.driver.bindAddress", "127.0.0.1")
          .setIfMissing(
              "spark.sql.shuffle.partitions",
              Integer.toString(Runtime.getRuntime().availableProcessors()));
    } else {
      conf.setIfMissing("spark.jars", applicationJars());
    }
    conf.setAppName("palimpsest " + name)
        .setMaster(master)
        .set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .set("spark.sql.session.timeZone", "UTC")
        .set("spark.ui.showConsoleProgress", "false")
        // A plan in the log or the event log must not show what a literal holds.
        .set("spark.sql.redaction.string.regex", "(?s).*")
        .set("spark.sql.maxMetadataStringLength", "20");
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    session.sparkContext().addSparkListener(new SparkProgress(name));
    return session;
  }

  /** Spark's settings of the installation; none if there is no such file. */
  private static Map<String, String> defaults() {
    Path file = Path.of(System.getProperty("palimpsest.home", "."), "conf", "spark-defaults.conf");
    if (!Files.exists(file)) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UserException("%s cannot be read (%s).".formatted(file, e.getMessage()), e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, properties::getProperty));
  }

  /** What a cluster does not have: every jar on the class path that is not one of Spark's own. */
  private static String applicationJars() {
    Path spark = Path.of(System.getProperty("palimpsest.spark.jars", ""));
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .filter(jar -> !Files.exists(spark.resolve(jar.getFileName())))
        .map(jar -> jar.toUri().toString())
        .collect(Collectors.joining(","));
  }
}
