package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.signals.SignalStream;
import dev.palimpsest.jobs.signals.SignalsJob;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "signals", description = "Ask a checkpoint about every token of its corpus.")
final class SignalsCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();
  @Mixin AuditOptions audit = new AuditOptions();
  @Mixin GpuOptions gpu = new GpuOptions();

  @Option(
      names = "--arrow",
      paramLabel = "FILE",
      description = "Also write what the models thought of the documents, as an Arrow IPC stream.")
  @Nullable Path arrow;

  @Override
  public Integer call() {
    SignalsJob.Settings settings = options.configuration().signals();
    GpuOptions.Placed placed = gpu.session(spark, "signals", audit.answer);
    try (SparkSession session = placed.session()) {
      Lake lake = Lake.open(session, options.lake);
      if (options.dryRun) {
        Console.say("would ask checkpoint %s in %s", audit.checkpoint, lake.root());
        return ExitCodes.DONE;
      }
      AuditOptions.Audit asked = audit.open(session, lake);
      Console.say("signals: %s, corpus %s", asked.id(), asked.corpus());
      SignalsJob job = new SignalsJob(session, lake, asked.models(), settings, placed.placement());
      job.servers().forEach(server -> Console.say("signals: %s", server));
      Console.counts("signals", job.run(asked.id()).counts());
      if (arrow != null) {
        long rows = new SignalStream(session, lake, asked.models()).write(asked.id(), arrow);
        Console.say("signals: %d rows in %s", rows, arrow);
      }
      return ExitCodes.DONE;
    }
  }
}
