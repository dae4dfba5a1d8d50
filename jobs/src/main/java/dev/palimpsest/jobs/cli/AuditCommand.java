package dev.palimpsest.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.audit.gate.Attestation;
import dev.palimpsest.audit.gate.PolicyFile;
import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.gate.VerdictFile;
import dev.palimpsest.audit.report.CorpusOrigins;
import dev.palimpsest.audit.stats.Metric;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.checkpoint.RegisterConfiguration;
import dev.palimpsest.jobs.checkpoint.RegisterJob;
import dev.palimpsest.jobs.gate.GateJob;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.probe.ProbeJob;
import dev.palimpsest.jobs.probe.ProbeResult;
import dev.palimpsest.jobs.report.ReportJob;
import dev.palimpsest.jobs.signals.Answerers;
import dev.palimpsest.jobs.signals.AuditSet;
import dev.palimpsest.jobs.signals.AuditedModels;
import dev.palimpsest.jobs.signals.FileDocuments;
import dev.palimpsest.jobs.signals.SignalsJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    description =
        "Audit a checkpoint on files of texts, without a lake of one's own: signals, probes, gate, report.")
final class AuditCommand implements Callable<Integer> {

  @Mixin SparkOptions spark = new SparkOptions();
  @Mixin GpuOptions gpu = new GpuOptions();
  @Mixin AnswererOptions answer = new AnswererOptions();

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "DIR",
      description = "Hugging Face folder.")
  Path checkpoint = Path.of("");

  @Option(
      names = "--adapter",
      paramLabel = "DIR",
      description = "PEFT adapter; may be given several times.")
  List<Path> adapters = new ArrayList<>();

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description = "Model before training, for a checkpoint that was trained whole.")
  @Nullable Path base;

  @Option(
      names = "--members",
      required = true,
      paramLabel = "FILE",
      description = "JSONL {id, text} that was trained on.")
  Path members = Path.of("");

  @Option(
      names = "--controls",
      required = true,
      paramLabel = "FILE",
      description = "JSONL {id, text} of the same draw, held out.")
  Path controls = Path.of("");

  @Option(
      names = "--canaries",
      paramLabel = "FILE",
      description = "JSONL of canaries, planted and held out.")
  @Nullable Path canaries;

  @Option(
      names = "--reference-secrets",
      paramLabel = "FILE",
      description =
          "JSON object of canary family to reference secrets. Default: drawn in the canaries' formats.")
  @Nullable Path references;

  @Option(
      names = "--references",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Reference secrets that each canary is ranked against; 0 measures no exposure. Default: ${DEFAULT-VALUE}.")
  int referenceCount;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Gate policy. Default: conf/gate/internal.yaml.")
  @Nullable Path policy;

  @Option(
      names = "--batch-tokens",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Most positions computed at once. Default: ${DEFAULT-VALUE}.")
  int batchTokens;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of folds, permutations and reference secrets. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for report.html, verdict.json, metrics.json.")
  Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    PolicyFile policyFile = Policies.gate(policy);
    Answerers answerers = answer.answerers();
    FileDocuments files;
    try {
      files = new FileDocuments(members, controls, canaries, references, referenceCount, seed);
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
    Path folder = OutputFolder.make(out);
    // Beside the results, so that an audit that was stopped goes on where it was.
    Path scratch = folder.resolve(".lake");
    GpuOptions.Placed placed = gpu.session(spark, "audit", answer);
    try (SparkSession session = placed.session()) {
      Lake lake = Lake.openOrCreate(session, scratch.toString());
      String id =
          new RegisterJob(
                  session,
                  lake,
                  new RegisterConfiguration(name(), checkpoint, adapters, base, null, null, null))
              .run();
      AuditedModels models = AuditedModels.of(session, lake, id, answerers);
      String auditId = AuditSet.ofFiles(session, lake, models, files);
      Console.say("audit: asking the models about the texts of %s", auditId);
      SignalsJob signals =
          new SignalsJob(
              session, lake, models, new SignalsJob.Settings(batchTokens, 1), placed.placement());
      signals.servers().forEach(server -> Console.say("audit: %s", server));
      Console.counts("signals", signals.run(auditId).counts());
      ProbeResult measured = new ProbeJob(session, lake, models, seed).run(auditId);
      Console.counts("probe", measured.counts());
      Verdict verdict = new GateJob(session, lake, policyFile, Clock.systemUTC()).run(auditId, id);
      write(folder, measured.metrics(), verdict, policyFile);
      Path report =
          new ReportJob(session, lake, Clock.systemUTC())
              .run(auditId, about(), folder.resolve("report.html"));
      delete(scratch);
      Console.say("verdict: %s   report: %s", verdict.outcome(), report);
      return verdict.outcome().exitCode();
    }
  }

  private String name() {
    Path last = (adapters.isEmpty() ? checkpoint : adapters.get(0)).toAbsolutePath().normalize();
    return String.valueOf(last.getFileName());
  }

  private ReportJob.About about() {
    List<String> command =
        new ArrayList<>(List.of("cluster/palimpsest audit --checkpoint " + checkpoint));
    adapters.forEach(adapter -> command.add("--adapter " + adapter));
    if (base != null) {
      command.add("--base " + base);
    }
    command.add("--members " + members + " --controls " + controls);
    if (canaries != null) {
      command.add("--canaries " + canaries);
    }
    if (!answer.given().isEmpty()) {
      command.add(answer.given());
    }
    command.add("--references " + referenceCount + " --seed " + seed + " --out " + out);
    List<String> limitations = new ArrayList<>();
    if (referenceCount == 0) {
      limitations.add(
          "Exposure of canaries was not measured: no reference secrets were asked for.");
    }
    limitations.add(
        "Members and controls were given as files: that they are a random draw from one source is the word of who gave them.");
    limitations.addAll(answer.limitations());
    return new ReportJob.About(
        name(),
        CorpusOrigins.UNKNOWN,
        Map.of("audit", seed),
        List.of(String.join(" ", command)),
        limitations);
  }

  private static void write(Path folder, List<Metric> metrics, Verdict verdict, PolicyFile policy)
      throws IOException {
    ObjectMapper json = new ObjectMapper();
    try {
      Files.writeString(
          folder.resolve("metrics.json"),
          json.writerWithDefaultPrettyPrinter().writeValueAsString(metrics) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metrics can always be written", e);
    }
    VerdictFile.write(folder.resolve("verdict.json"), verdict);
    Files.writeString(
        folder.resolve("attestation.json"), Attestation.toJson(verdict, policy.fileName()));
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
