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
import org.jspecify.annotations.Nullable;

/** The only place that makes a Spark session. */
final class SessionFactory {

  /** Set by the launcher: the folder of the jars that a cluster has. */
  private static final String SPARK_JARS = "palimpsest.spark.jars";

  private SessionFactory() {}

  /**
   * A session with Delta, in UTC. Spark's own settings come from {@code -Dspark.…} properties (the
   * launcher's {@code --conf}, or spark-submit), then from {@code conf/spark-defaults.conf}; what
   * the tables' safety and the results depend on is set here and cannot be changed.
   *
   * @param asked {@code local[*]}, {@code spark://…} or another that Spark knows; null leaves it to
   *     Spark's own settings
   * @param name what the cluster's pages call it
   * @param wished settings that the command needs and that nobody has set
   */
  static SparkSession open(@Nullable String asked, String name, Map<String, String> wished) {
    SparkConf conf = settings();
    wished.forEach(conf::setIfMissing);
    String master = master(asked, conf);
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
    } else if (System.getProperty(SPARK_JARS) != null) {
      // Not by spark-submit, which ships the application's jars itself.
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

  /** What the operator gave Spark, and what the installation adds to it. */
  static SparkConf settings() {
    SparkConf conf = new SparkConf();
    defaults().forEach(conf::setIfMissing);
    return conf;
  }

  /**
   * Where the session runs: as the command says, else as Spark's settings say, else on this
   * machine.
   */
  static String master(@Nullable String asked, SparkConf settings) {
    return asked != null ? asked : settings.get("spark.master", "local[*]");
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
    Path spark = Path.of(System.getProperty(SPARK_JARS, ""));
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .filter(jar -> !Files.exists(spark.resolve(jar.getFileName())))
        .map(jar -> jar.toUri().toString())
        .collect(Collectors.joining(","));
  }
}
