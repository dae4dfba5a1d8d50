package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.dedup.DedupConfiguration;
import dev.palimpsest.jobs.dedup.DedupJob;
import dev.palimpsest.jobs.dedup.VerifyDecisions;
import dev.palimpsest.jobs.lake.Lake;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "dedup",
    description =
        "Drop copies that scrubbing made and verified near copies; a decision for each row.")
final class DedupCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();

  @Option(
      names = "--verify",
      description =
          "Decide nothing: work out every drop again from the rows, and fail at the first wrong one.")
  boolean verify;

  @Mixin LossOptions losses = new LossOptions();

  @Override
  public Integer call() {
    DedupConfiguration configuration = losses.applied(options.configuration().dedup());
    try (SparkSession session = spark.session("dedup")) {
      Lake lake = Lake.open(session, options.lake);
      if (options.dryRun) {
        Console.say("would deduplicate %s at Jaccard %s", lake.root(), configuration.threshold());
        return ExitCodes.DONE;
      }
      if (verify) {
        Console.counts("verified", new VerifyDecisions(session, lake, configuration).run());
        return ExitCodes.DONE;
      }
      Console.counts("dedup", new DedupJob(session, lake, configuration).run().counts());
      return ExitCodes.DONE;
    }
  }
}
