package dev.palimpsest.jobs.cli;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's Spark jobs run. */
final class SparkOptions {

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Spark master. Default: the one of spark-submit or spark.master, else local[*], this machine.",
      defaultValue = "${sys:palimpsest.master:-" + Option.NULL_VALUE + "}")
  @Nullable String master;

  SparkSession session(String name) {
    return session(name, Map.of());
  }

  /**
   * @param wished settings of Spark that the command needs; they give way to the operator's
   */
  SparkSession session(String name, Map<String, String> wished) {
    return SessionFactory.open(master, name, wished);
  }
}
