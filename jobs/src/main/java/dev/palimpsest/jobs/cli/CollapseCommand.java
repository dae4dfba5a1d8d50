package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.lake.Lake;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "collapse",
    description = "Drop exact copies and beginnings of longer conversations, by digest.")
final class CollapseCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();

  @Override
  public Integer call() {
    try (SparkSession session = spark.session("collapse")) {
      Lake lake = Lake.open(session, options.lake);
      if (options.dryRun) {
        Console.say("would collapse %s", lake.root());
        return ExitCodes.DONE;
      }
      Console.counts("collapse", new CollapseJob(session, lake).run().counts());
      return ExitCodes.DONE;
    }
  }
}
