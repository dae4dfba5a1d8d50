package dev.palimpsest.jobs.cli;

import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Where a command's Spark jobs run. */
final class SparkOptions {

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master. Default: ${DEFAULT-VALUE}, this machine.",
      defaultValue = "${sys:palimpsest.master:-local[*]}")
  String master = "local[*]";

  SparkSession session(String name) {
    return SessionFactory.open(master, name);
  }
}
