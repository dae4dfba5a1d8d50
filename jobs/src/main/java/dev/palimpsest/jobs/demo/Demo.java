package dev.palimpsest.jobs.demo;

import dev.palimpsest.audit.gate.PolicyFile;
import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.gate.VerdictFile;
import dev.palimpsest.audit.model.Computation;
import dev.palimpsest.audit.report.CorpusOrigins;
import dev.palimpsest.audit.train.Train;
import dev.palimpsest.audit.train.TrainResult;
import dev.palimpsest.jobs.checkpoint.RegisterConfiguration;
import dev.palimpsest.jobs.checkpoint.RegisterJob;
import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.corpus.ClusterSettings;
import dev.palimpsest.jobs.corpus.CorpusConfiguration;
import dev.palimpsest.jobs.corpus.CorpusJob;
import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.dedup.DedupConfiguration;
import dev.palimpsest.jobs.dedup.DedupJob;
import dev.palimpsest.jobs.demo.trace.TraceGenerator;
import dev.palimpsest.jobs.demo.trace.TraceOptions;
import dev.palimpsest.jobs.demo.trace.TraceTruth;
import dev.palimpsest.jobs.export.ExportJob;
import dev.palimpsest.jobs.export.ExportResult;
import dev.palimpsest.jobs.gate.GateJob;
import dev.palimpsest.jobs.ingest.IngestConfiguration;
import dev.palimpsest.jobs.ingest.IngestJob;
import dev.palimpsest.jobs.ingest.format.Formats;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.jobs.probe.ProbeJob;
import dev.palimpsest.jobs.probe.ProbeResult;
import dev.palimpsest.jobs.report.Origins;
import dev.palimpsest.jobs.report.ReportJob;
import dev.palimpsest.jobs.scrub.ScrubConfiguration;
import dev.palimpsest.jobs.scrub.ScrubJob;
import dev.palimpsest.jobs.signals.Answerers;
import dev.palimpsest.jobs.signals.AuditSet;
import dev.palimpsest.jobs.signals.AuditedModels;
import dev.palimpsest.jobs.signals.SignalsJob;
import dev.palimpsest.mask.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Runs the demonstration. Every step is the job of the command with its name. */
public final class Demo {

  private static final String CORPUS = "demo";

  private final SparkSession spark;
  private final Path folder;
  private final Path home;
  private final Scenario scenario;
  private final long seed;
  private final DemoListener listener;

  /**
   * @param folder empty or new: traces, lake, checkpoint and report go there
   * @param home of the installation: its scrub and gate policies are used
   */
  public Demo(
      SparkSession spark,
      Path folder,
      Path home,
      Scenario scenario,
      long seed,
      DemoListener listener) {
    this.spark = spark;
    this.folder = folder;
    this.home = home;
    this.scenario = scenario;
    this.seed = seed;
    this.listener = listener;
  }

  public DemoResult run() throws IOException {
    long started = System.nanoTime();
    Path traces = generate();
    Lake lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    LakeKey key = key();
    CorpusVersion corpus = corpus(lake, key, traces);
    listener.step("export: the files that a trainer reads");
    ExportResult export = new ExportJob(spark, lake, corpus, folder.resolve("export")).run();
    listener.counts("export", export.counts());
    Path checkpoint = train(export.train());
    String id = register(lake, checkpoint, corpus);
    AuditedModels models = AuditedModels.of(spark, lake, id, Answerers.loaded(Computation.USUAL));
    listener.step("signals: what the model thinks of every token");
    String auditId = AuditSet.ofCorpus(spark, lake, models, corpus);
    listener.counts(
        "signals",
        new SignalsJob(spark, lake, models, new SignalsJob.Settings(2048, 1))
            .run(auditId)
            .counts());
    listener.step("probe: membership, extraction, exposure");
    ProbeResult measured = new ProbeJob(spark, lake, models, seed).run(auditId);
    listener.counts("probe", measured.counts());
    listener.step("gate: conf/gate/demo.yaml");
    PolicyFile policy = PolicyFile.read(home.resolve("conf/gate/demo.yaml"));
    Verdict verdict = new GateJob(spark, lake, policy, Clock.systemUTC()).run(auditId, id);
    VerdictFile.write(folder.resolve("verdict.json"), verdict);
    listener.step("report");
    CorpusOrigins origins = Origins.of(spark, lake, corpus);
    Path report =
        new ReportJob(spark, lake, Clock.systemUTC())
            .run(auditId, about(origins), folder.resolve("report.html"));
    return new DemoResult(
        origins.stages(), measured.metrics(), verdict, report, (System.nanoTime() - started) / 1e9);
  }

  private Path generate() throws IOException {
    listener.step("generate: calls of a support agent, logged by a gateway");
    Path traces = Files.createDirectories(folder.resolve("traces")).resolve("calls.jsonl");
    TraceTruth truth = TraceGenerator.write(traces, TraceOptions.standard(seed));
    listener.counts(
        "generate",
        Map.of("calls", (long) truth.lines(), "conversations", (long) truth.longestSequences()));
    return traces;
  }

  /** The demonstration's key comes from its seed: it protects invented people. */
  private LakeKey key() throws IOException {
    Path file = folder.resolve("demo.key");
    Files.writeString(file, JobRun.sha256("demo key " + seed) + "\n");
    return new LakeKey("file:" + file.toAbsolutePath());
  }

  private CorpusVersion corpus(Lake lake, LakeKey key, Path traces) throws IOException {
    listener.step("ingest: the log into the lake");
    listener.counts(
        "ingest",
        new IngestJob(
                spark,
                lake,
                new IngestConfiguration(Formats.OPENAI_CHAT, List.of(traces.toString()), key))
            .run()
            .counts());
    listener.step("collapse: exact copies and beginnings of longer conversations");
    listener.counts("collapse", new CollapseJob(spark, lake).run().counts());
    listener.step("scrub: personal data of what is kept");
    Path policy = home.resolve("conf/policy/default.yaml");
    listener.counts(
        "scrub",
        new ScrubJob(
                spark,
                lake,
                new ScrubConfiguration(
                    PolicyReader.read(policy), JobRun.sha256(Files.readString(policy)), key, null))
            .run()
            .counts());
    listener.step("dedup: copies that scrubbing made, and near copies, each verified");
    listener.counts("dedup", new DedupJob(spark, lake, DedupConfiguration.of(0.8)).run().counts());
    listener.step("corpus: a coin holds out one half, another plants canaries");
    var canaries =
        new CorpusConfiguration.CanarySettings(
            scenario.canariesPerTier(),
            scenario.tiers(),
            List.of("phone", "email", "access-code"),
            200);
    listener.counts(
        "corpus",
        new CorpusJob(
                spark,
                lake,
                new CorpusConfiguration(CORPUS, 0.5, seed, ClusterSettings.NONE, canaries))
            .run()
            .counts());
    return CorpusVersion.of(spark, lake, CORPUS);
  }

  private Path train(Path data) throws IOException {
    listener.step("train: a small Llama from scratch on the exported rows");
    Path checkpoint = folder.resolve("checkpoint");
    TrainResult result =
        Train.run(
            DemoTraining.options(data, checkpoint, scenario.epochs(), seed),
            step ->
                listener.training(step.step(), step.steps(), step.loss(), step.tokensPerSecond()));
    listener.counts(
        "train",
        Map.of(
            "parameters",
            result.parameters(),
            "rows",
            (long) result.rows(),
            "steps",
            (long) result.steps(),
            "tokens",
            result.tokens()));
    return checkpoint;
  }

  private String register(Lake lake, Path checkpoint, CorpusVersion corpus) {
    listener.step("register: which checkpoint saw which corpus");
    String id =
        new RegisterJob(
                spark,
                lake,
                new RegisterConfiguration(
                    "demo-" + scenario.name().toLowerCase(java.util.Locale.ROOT),
                    checkpoint,
                    List.of(),
                    null,
                    null,
                    corpus.toString(),
                    "demonstration"))
            .run();
    listener.step("         checkpoint " + id);
    return id;
  }

  private ReportJob.About about(CorpusOrigins origins) {
    return new ReportJob.About(
        "Demonstration checkpoint",
        origins,
        Map.of("demo", seed),
        List.of(
            "cluster/palimpsest demo --scenario %s --seed %d --out %s"
                .formatted(scenario.name().toLowerCase(java.util.Locale.ROOT), seed, folder)),
        List.of(
            "The traces are generated and the model is small: the figures show how the method works, not how large models behave.",
            "The model was trained from scratch, so there is no base model to compare with."));
  }
}
