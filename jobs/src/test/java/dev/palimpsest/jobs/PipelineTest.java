package dev.palimpsest.jobs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.audit.gate.PolicyFile;
import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.model.ComputeType;
import dev.palimpsest.audit.train.LossOn;
import dev.palimpsest.audit.train.ModelSize;
import dev.palimpsest.audit.train.Optimization;
import dev.palimpsest.audit.train.Start;
import dev.palimpsest.audit.train.Train;
import dev.palimpsest.audit.train.TrainOptions;
import dev.palimpsest.jobs.checkpoint.RegisterConfiguration;
import dev.palimpsest.jobs.checkpoint.RegisterJob;
import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.corpus.CorpusConfiguration;
import dev.palimpsest.jobs.corpus.CorpusJob;
import dev.palimpsest.jobs.corpus.CorpusResult;
import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.dedup.DedupConfiguration;
import dev.palimpsest.jobs.dedup.DedupJob;
import dev.palimpsest.jobs.demo.trace.PersonalDatum;
import dev.palimpsest.jobs.demo.trace.TraceGenerator;
import dev.palimpsest.jobs.demo.trace.TraceOptions;
import dev.palimpsest.jobs.demo.trace.TraceTruth;
import dev.palimpsest.jobs.explain.ExplainCheckpoint;
import dev.palimpsest.jobs.explain.ExplainRow;
import dev.palimpsest.jobs.explain.ExplainSubject;
import dev.palimpsest.jobs.explain.ExplainTrace;
import dev.palimpsest.jobs.explain.ExplainVerdict;
import dev.palimpsest.jobs.export.ExportJob;
import dev.palimpsest.jobs.export.ExportResult;
import dev.palimpsest.jobs.gate.GateJob;
import dev.palimpsest.jobs.ingest.IngestConfiguration;
import dev.palimpsest.jobs.ingest.IngestJob;
import dev.palimpsest.jobs.ingest.format.Formats;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.jobs.lake.LakeTables;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.probe.ProbeJob;
import dev.palimpsest.jobs.probe.ProbeResult;
import dev.palimpsest.jobs.report.ReportJob;
import dev.palimpsest.jobs.report.StageCounts;
import dev.palimpsest.jobs.scrub.ScrubConfiguration;
import dev.palimpsest.jobs.scrub.ScrubJob;
import dev.palimpsest.jobs.signals.AuditSet;
import dev.palimpsest.jobs.signals.AuditedModels;
import dev.palimpsest.jobs.signals.SignalsJob;
import dev.palimpsest.jobs.signals.SignalsResult;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.jobs.testing.TestKeys;
import dev.palimpsest.mask.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain on a small generated log, once; the tests look at what it left. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineTest {

  private static final Path HOME = Path.of(System.getProperty("palimpsest.home", ".."));
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private SparkSession spark;
  private Path folder;
  private Lake lake;
  private LakeKey key;
  private TraceTruth truth;
  private CorpusResult corpus;
  private ExportResult export;
  private String auditId;
  private String checkpointId;
  private ProbeResult measured;
  private Verdict verdict;
  private Path report;

  @BeforeAll
  void run(SparkSession session, @TempDir Path temporary) throws IOException {
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
    auditId = AuditSet.ofCorpus(spark, lake, checkpointId, version());
    signals();
    measured = new ProbeJob(spark, lake, models(), 1).run(auditId);
    verdict = gate();
    report =
        new ReportJob(spark, lake, CLOCK)
            .run(
                auditId,
                new ReportJob.About(
                    "test", StageCounts.of(spark, lake, version()), Map.of(), List.of(), List.of()),
                folder.resolve("report.html"));
  }

  @Test
  void collapse_generatedLog_keepsWhatTheGeneratorSays() {
    long kept =
        CollapseJob.kept(
                Traces.TABLE.read(spark, lake),
                Decisions.TABLE.read(spark, lake).filter(col(Decisions.JOB).equalTo("collapse")))
            .count();

    assertThat(kept).isEqualTo(truth.longestSequences());
  }

  @Test
  void decisions_everyTrace_hasOne() {
    long traces = Traces.TABLE.read(spark, lake).count();

    assertThat(Decisions.TABLE.read(spark, lake).count()).isEqualTo(traces);
    assertThat(Decisions.TABLE.read(spark, lake).select(Decisions.ROW_ID).distinct().count())
        .isEqualTo(traces);
  }

  @Test
  void corpus_keptRows_areTrainedOnOrHeldOut() {
    long kept =
        Decisions.TABLE
            .read(spark, lake)
            .filter(col(Decisions.ACTION).equalTo(Decisions.KEEP))
            .count();

    assertThat(corpus.kept()).isEqualTo(kept);
    assertThat(corpus.train() + corpus.holdout()).isEqualTo(kept + corpus.plantings());
    assertThat(export.trainRows()).isEqualTo(corpus.train());
    assertThat(export.holdoutRows()).isEqualTo(corpus.holdout());
    long onBothSides =
        Corpus.TABLE
            .read(spark, lake)
            .groupBy(Corpus.UNIT)
            .agg(org.apache.spark.sql.functions.countDistinct(col(Corpus.SPLIT)).as("sides"))
            .filter(col("sides").gt(1))
            .count();
    assertThat(onBothSides).isZero();
  }

  @Test
  void export_files_holdNoPersonalValue() throws IOException {
    String exported = Files.readString(export.train()) + Files.readString(export.holdout());

    assertThat(occurring(exported)).isEmpty();
  }

  @Test
  void everythingElseThatARunWrites_holdsNoPersonalValue() throws IOException {
    List<String> found = new ArrayList<>();
    List<Path> roots = List.of(folder.resolve("lake"), SparkExtension.events(), report);
    for (Path root : roots) {
      try (var files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          // Rows as read are what the lake is for; its log must not repeat them.
          boolean rows = file.toString().contains("/traces/part-");
          if (!rows) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            occurring(bytes).forEach(type -> found.add(root.relativize(file) + ": " + type));
          }
        }
      }
    }
    for (var table : LakeTables.ALL) {
      if (!table.name().equals("traces")) {
        for (String row : table.read(spark, lake).toJSON().collectAsList()) {
          occurring(row).forEach(type -> found.add(table.name() + ": " + type));
        }
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void probe_documents_areScoredAndMeasured() {
    assertThat(measured.unscored()).isZero();
    assertThat(measured.scored())
        .isEqualTo(corpus.kept() + corpus.planted() + corpus.heldOutCanaries());
    assertThat(measured.metrics())
        .anySatisfy(
            metric -> {
              assertThat(metric.probe()).isEqualTo("loss");
              assertThat(metric.slice()).isEqualTo("all");
              assertThat(metric.metric()).isEqualTo("auc");
              assertThat(metric.point()).isBetween(0.0, 1.0);
            });
  }

  @Test
  void gate_again_givesTheSameVerdict() throws IOException {
    assertThat(gate()).isEqualTo(verdict);
    assertThat(verdict.intact()).isTrue();
  }

  @Test
  void report_file_isSelfContained() throws IOException {
    assertThat(Files.readString(report))
        .containsIgnoringCase(verdict.outcome().name())
        .doesNotContain("<script")
        .doesNotContain("<link");
  }

  @Test
  void explain_exportedLine_leadsBackToItsSource() throws IOException {
    String line = Files.readAllLines(export.holdout()).get(0);
    String id = line.substring(7, 7 + 64);

    List<String> lines = new ExplainRow(spark, lake).lines(id.substring(0, 16));

    assertThat(lines.get(0)).isEqualTo("Row " + id);
    assertThat(lines).anyMatch(text -> text.contains("calls.jsonl, line "));
    assertThat(lines).anyMatch(text -> text.contains("KEEP by dedup"));
    assertThat(lines).anyMatch(text -> text.contains("test@1, holdout"));
    assertThat(lines).anyMatch(text -> text.contains(checkpointId));
  }

  @Test
  void explainSubject_asTheLogNamesThem_tellsWhatTheLakeHas() {
    Row person =
        Traces.TABLE
            .read(spark, lake)
            .filter(col(Traces.SUBJECT_KEY).isNotNull())
            .groupBy(Traces.SUBJECT_KEY)
            .count()
            .orderBy(col("count").desc(), col(Traces.SUBJECT_KEY))
            .first();
    ExplainSubject explain = new ExplainSubject(spark, lake, key);

    List<String> lines = explain.lines(person.getString(0));

    assertThat(lines.get(0)).isEqualTo("Subject " + person.getString(0));
    assertThat(lines.get(1)).contains("%d rows of ".formatted(person.getLong(1)));
    assertThat(lines).anyMatch(text -> text.contains("calls.jsonl"));
    assertThat(lines).anyMatch(text -> text.contains("test@1: "));
    assertThatThrownBy(() -> explain.lines("nobody@mail.example.com"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has no row of that subject")
        .hasMessageNotContaining("nobody");
  }

  @Test
  void explainTrace_conversation_listsItsRows() {
    Row trace = Traces.TABLE.read(spark, lake).orderBy(Traces.ROW_ID).first();
    String conversation = trace.getAs(Traces.CONVERSATION_ID);
    long rows =
        Traces.TABLE
            .read(spark, lake)
            .filter(col(Traces.CONVERSATION_ID).equalTo(conversation))
            .count();

    List<String> lines = new ExplainTrace(spark, lake).lines(conversation);

    assertThat(lines.get(0)).isEqualTo(rows + " rows");
    assertThat(lines).anyMatch(text -> text.contains(trace.<String>getAs(Traces.ROW_ID)));
  }

  @Test
  void explainCheckpoint_name_tellsCorpusAndVerdict() {
    List<String> lines = new ExplainCheckpoint(spark, lake).lines("test");

    assertThat(lines.get(0)).isEqualTo("Checkpoint " + checkpointId);
    assertThat(lines)
        .anyMatch(text -> text.contains("test@1: %d rows".formatted(corpus.train())))
        .anyMatch(text -> text.contains(verdict.outcome() + " under policy internal"));
  }

  @Test
  void explainVerdict_digits_tellsRulesAndChain() {
    List<String> lines = new ExplainVerdict(spark, lake).lines(verdict.hash().substring(0, 10));

    assertThat(lines.get(0)).startsWith(verdict.outcome() + ", decided at 2026-01-02T03:04:05Z");
    verdict
        .rules()
        .forEach(rule -> assertThat(lines).anyMatch(text -> text.contains(rule.reason())));
    assertThat(lines.get(lines.size() - 1)).contains("all 1 verdicts follow one another");
  }

  @Test
  void allJobs_again_changeNothing() throws IOException {
    List<Long> before = versions();

    assertThat(build()).isEqualTo(corpus);
    SignalsResult again = signals();
    new ProbeJob(spark, lake, models(), 1).run(auditId);
    gate();

    assertThat(again.asked()).isZero();
    assertThat(versions()).isEqualTo(before);
  }

  private CorpusResult build() throws IOException {
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
    new DedupJob(spark, lake, new DedupConfiguration(0.8)).run();
    var canaries =
        new CorpusConfiguration.CanarySettings(
            4, List.of(1, 4), List.of("phone", "access-code"), 100);
    return new CorpusJob(spark, lake, new CorpusConfiguration("test", 0.5, 3, canaries)).run();
  }

  private CorpusVersion version() {
    return CorpusVersion.of(spark, lake, "test");
  }

  private AuditedModels models() {
    return AuditedModels.of(spark, lake, checkpointId, ComputeType.FP32);
  }

  private SignalsResult signals() {
    return new SignalsJob(spark, lake, models(), new SignalsJob.Settings(1024, 1)).run(auditId);
  }

  private Verdict gate() throws IOException {
    PolicyFile policy = PolicyFile.read(HOME.resolve("conf/gate/internal.yaml"));
    return new GateJob(spark, lake, policy, CLOCK).run(auditId, checkpointId);
  }

  private List<Long> versions() {
    return LakeTables.ALL.stream().map(table -> table.currentVersion(spark, lake)).toList();
  }

  /** Types of the generator's personal values in the text; short values occur by chance. */
  private List<String> occurring(String text) {
    return truth.values().stream()
        .filter(datum -> datum.value().length() >= 8 && text.contains(datum.value()))
        .map(PersonalDatum::type)
        .map(Enum::name)
        .toList();
  }
}
