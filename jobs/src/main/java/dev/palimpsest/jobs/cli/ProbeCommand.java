package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.probe.ProbeJob;
import dev.palimpsest.jobs.probe.ProbeResult;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "probe",
    description = "Measure membership, extraction and exposure from the signals.")
final class ProbeCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();
  @Mixin AuditOptions audit = new AuditOptions();

  @Override
  public Integer call() {
    long seed = options.configuration().probe().seed();
    try (SparkSession session = spark.session("probe")) {
      Lake lake = Lake.open(session, options.lake);
      if (options.dryRun) {
        Console.say("would measure checkpoint %s in %s", audit.checkpoint, lake.root());
        return ExitCodes.DONE;
      }
      AuditOptions.Audit asked = audit.open(session, lake);
      ProbeResult result = new ProbeJob(session, lake, asked.models(), seed).run(asked.id());
      Console.counts("probe", result.counts());
      MetricTable.of(result.metrics()).forEach(StandardOutput::line);
      StandardOutput.flush();
      return ExitCodes.DONE;
    }
  }
}
