package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.corpus.CorpusJob;
import dev.palimpsest.jobs.lake.Lake;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "corpus",
    description = "Make a version of the training corpus: split, hold-out, canaries.")
final class CorpusCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();

  @Override
  public Integer call() {
    var configuration = options.configuration().corpus();
    try (SparkSession session = spark.session("corpus")) {
      Lake lake = Lake.open(session, options.lake);
      if (options.dryRun) {
        Console.say("would make a version of corpus %s in %s", configuration.name(), lake.root());
        return ExitCodes.DONE;
      }
      Console.counts("corpus", new CorpusJob(session, lake, configuration).run().counts());
      return ExitCodes.DONE;
    }
  }
}
