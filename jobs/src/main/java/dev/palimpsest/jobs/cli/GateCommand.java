package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.gate.Attestation;
import dev.palimpsest.audit.gate.PolicyFile;
import dev.palimpsest.audit.gate.RuleResult;
import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.gate.VerdictFile;
import dev.palimpsest.jobs.gate.GateJob;
import dev.palimpsest.jobs.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "gate",
    description = "Decide by a policy: exit 0 PASS, 20 FAIL, 21 INCONCLUSIVE.",
    footer = {"", "gate check --verdict FILE gives the outcome of a verdict file, without Spark."})
final class GateCommand implements Callable<Integer> {

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();
  @Mixin AuditOptions audit = new AuditOptions();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Default: conf/gate/internal.yaml of the installation.")
  @Nullable Path policy;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the verdict as JSON, and an in-toto attestation beside it.")
  @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    PolicyFile file = Policies.gate(policy);
    try (SparkSession session = spark.session("gate")) {
      Lake lake = Lake.open(session, options.lake);
      if (options.dryRun) {
        Console.say("would decide on %s by %s", audit.checkpoint, file.policy().name());
        return ExitCodes.DONE;
      }
      AuditOptions.Audit asked = audit.open(session, lake);
      Verdict verdict =
          new GateJob(session, lake, file, Clock.systemUTC())
              .run(asked.id(), asked.models().checkpointId());
      for (RuleResult rule : verdict.rules()) {
        StandardOutput.line("%-13s %s: %s".formatted(rule.outcome(), rule.rule(), rule.reason()));
      }
      StandardOutput.line("verdict       " + verdict.outcome());
      StandardOutput.flush();
      if (out != null) {
        VerdictFile.write(out, verdict);
        Files.writeString(
            out.resolveSibling(out.getFileName() + ".intoto.json"),
            Attestation.toJson(verdict, file.fileName()));
      }
      return verdict.outcome().exitCode();
    }
  }
}
