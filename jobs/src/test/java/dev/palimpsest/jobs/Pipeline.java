package dev.palimpsest.jobs;

import dev.palimpsest.audit.gate.PolicyFile;
import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.model.Computation;
import dev.palimpsest.audit.train.LossOn;
import dev.palimpsest.audit.train.ModelSize;
import dev.palimpsest.audit.train.Optimization;
import dev.palimpsest.audit.train.Start;
import dev.palimpsest.audit.train.Train;
import dev.palimpsest.audit.train.TrainOptions;
import dev.palimpsest.jobs.checkpoint.RegisterConfiguration;
import dev.palimpsest.jobs.checkpoint.RegisterJob;
import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.corpus.ClusterSettings;
import dev.palimpsest.jobs.corpus.CorpusConfiguration;
import dev.palimpsest.jobs.corpus.CorpusJob;
import dev.palimpsest.jobs.corpus.CorpusResult;
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
import dev.palimpsest.jobs.lake.LakeTables;
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
import dev.palimpsest.jobs.signals.SignalsResult;
import dev.palimpsest.jobs.testing.TestKeys;
import dev.palimpsest.mask.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The whole chain on a small generated log, run once for the tests that look at what it left. */
final class Pipeline {

  private static final Path HOME = Path.of(System.getProperty("palimpsest.home", ".."));
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  final SparkSession spark;
  final Path folder;
  final Lake lake;
  final LakeKey key;
  final TraceTruth truth;
  final CorpusResult corpus;
  final ExportResult export;
  final String auditId;
  final String checkpointId;
  final ProbeResult measured;
  final Verdict verdict;
  final Path report;

  Pipeline(SparkSession session, Path temporary) throws IOException {
    spark = session;
    folder = temporary;
    key = TestKeys.in(folder);
    Path traces = Files.createDirectory(folder.resolve("traces")).resolve("calls.jsonl");
    truth = TraceGenerator.write(traces, new TraceOptions(7, 30, 0.2, 0.1, 0.1, 0.3));
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    corpus = build();
    export = new ExportJob(spark, lake, version(), folder.resolve("export")).run();
    Path checkpoint = folder.resolve("checkpoint");
    Train.run(
        new TrainOptions(
            export.train(),
            checkpoint,
            new Start.Scratch(new ModelSize(32, 64, 1, 2, 2, 256), 400),
            LossOn.ALL,
            1,
            8,
            1,
            128,
            Optimization.withRate(0.003),
            1,
            1),
        step -> {});
    checkpointId =
        new RegisterJob(
                spark,
                lake,
                new RegisterConfiguration("test", checkpoint, List.of(), null, null, "test", null))
            .run();
    auditId = AuditSet.ofCorpus(spark, lake, models(), version());
    signals();
    measured = new ProbeJob(spark, lake, models(), 1).run(auditId);
    verdict = gate();
    report =
        new ReportJob(spark, lake, CLOCK)
            .run(
                auditId,
                new ReportJob.About(
                    "test", Origins.of(spark, lake, version()), Map.of(), List.of(), List.of()),
                folder.resolve("report.html"));
  }

  CorpusResult build() throws IOException {
    new IngestJob(
            spark,
            lake,
            new IngestConfiguration(
                Formats.OPENAI_CHAT, List.of(folder.resolve("traces").toString()), key))
        .run();
    new CollapseJob(spark, lake).run();
    Path policy = HOME.resolve("conf/policy/default.yaml");
    new ScrubJob(
            spark,
            lake,
            new ScrubConfiguration(
                PolicyReader.read(policy), JobRun.sha256(Files.readString(policy)), key, null))
        .run();
    new DedupJob(spark, lake, DedupConfiguration.of(0.8)).run();
    var canaries =
        new CorpusConfiguration.CanarySettings(
            4, List.of(1, 4), List.of("phone", "access-code"), 100);
    return new CorpusJob(
            spark, lake, new CorpusConfiguration("test", 0.5, 3, ClusterSettings.NONE, canaries))
        .run();
  }

  CorpusVersion version() {
    return CorpusVersion.of(spark, lake, "test");
  }

  AuditedModels models() {
    return AuditedModels.of(spark, lake, checkpointId, Answerers.loaded(Computation.USUAL));
  }

  SignalsResult signals() {
    return new SignalsJob(spark, lake, models(), new SignalsJob.Settings(1024, 1)).run(auditId);
  }

  Verdict gate() throws IOException {
    PolicyFile policy = PolicyFile.read(HOME.resolve("conf/gate/internal.yaml"));
    return new GateJob(spark, lake, policy, CLOCK).run(auditId, checkpointId);
  }

  List<Long> versions() {
    return LakeTables.ALL.stream().map(table -> table.currentVersion(spark, lake)).toList();
  }
}
