package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.signals.SignalsJob;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "signals", description = "Ask a checkpoint about every token of its corpus.")
final class SignalsCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();
  @Mixin AuditOptions audit = new AuditOptions();

  @Override
  public Integer call() {
    SignalsJob.Settings settings = options.configuration().signals();
    try (SparkSession session = spark.session("signals")) {
      Lake lake = Lake.open(session, options.lake);
      if (options.dryRun) {
        Console.say("would ask checkpoint %s in %s", audit.checkpoint, lake.root());
        return ExitCodes.DONE;
      }
      AuditOptions.Audit asked = audit.open(session, lake);
      Console.say("signals: %s, corpus %s", asked.id(), asked.corpus());
      Console.counts(
          "signals",
          new SignalsJob(session, lake, asked.models(), settings).run(asked.id()).counts());
      return ExitCodes.DONE;
    }
  }
}
