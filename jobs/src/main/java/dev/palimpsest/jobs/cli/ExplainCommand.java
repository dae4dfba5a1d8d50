package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.explain.ExplainRow;
import dev.palimpsest.jobs.lake.Lake;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "explain", description = "Tell the way of a row through the lake.")
final class ExplainCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();

  @Option(
      names = "--row",
      required = true,
      paramLabel = "ID",
      description = "A row of traces or of an exported file: its id, or 8 or more digits of it.")
  String row = "";

  @Override
  public Integer call() {
    try (SparkSession session = spark.session("explain")) {
      new ExplainRow(session, Lake.open(session, options.lake))
          .lines(row)
          .forEach(StandardOutput::line);
      StandardOutput.flush();
      return ExitCodes.DONE;
    }
  }
}
