package dev.palimpsest.jobs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.audit.model.Computation;
import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LanguageModels;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.audit.signal.PackedSignals;
import dev.palimpsest.audit.signal.TokenSignals;
import dev.palimpsest.audit.stats.Metric;
import dev.palimpsest.jobs.checkpoint.RegisterConfiguration;
import dev.palimpsest.jobs.checkpoint.RegisterJob;
import dev.palimpsest.jobs.lake.Extractions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.Metrics;
import dev.palimpsest.jobs.lake.Scores;
import dev.palimpsest.jobs.lake.Signals;
import dev.palimpsest.jobs.probe.AuditMetrics;
import dev.palimpsest.jobs.probe.ProbeJob;
import dev.palimpsest.jobs.signals.Answerer;
import dev.palimpsest.jobs.signals.Answerers;
import dev.palimpsest.jobs.signals.AuditSet;
import dev.palimpsest.jobs.signals.AuditedModels;
import dev.palimpsest.jobs.signals.FileDocuments;
import dev.palimpsest.jobs.signals.SignalsJob;
import dev.palimpsest.jobs.testing.ServingStub;
import dev.palimpsest.jobs.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An audit of a checkpoint that a server answers for, beside one that executors compute. */
@ExtendWith({SparkExtension.class, PipelineExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedAuditTest {

  private static final int TEXTS = 12;

  private Path folder;

  private SparkSession spark;
  private Lake lake;
  private Path checkpoint;
  private LanguageModel model;
  private String checkpointId;
  private FileDocuments files;

  @BeforeAll
  void register(Pipeline pipeline, @TempDir Path temporary) throws IOException {
    folder = temporary;
    spark = pipeline.spark;
    checkpoint = pipeline.folder.resolve("checkpoint");
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    model = LanguageModels.open(ModelSpec.of(checkpoint));
    checkpointId =
        new RegisterJob(
                spark,
                lake,
                new RegisterConfiguration("test", checkpoint, List.of(), null, null, null, null))
            .run();
    files =
        new FileDocuments(
            texts("members", "My parcel number is %d, please."),
            texts("controls", "I have lost code %d again."),
            null,
            null,
            0,
            1);
  }

  @AfterAll
  void close() {
    model.close();
  }

  @Test
  void run_serverOfTheCheckpoint_saysWhatTheExecutorsSay() throws IOException {
    try (ServingStub server = new ServingStub(model, false)) {
      AuditedModels computed = models(Answerers.loaded(Computation.USUAL));
      AuditedModels served = models(new Answerers(served(server, 1), null));
      String computedAudit = AuditSet.ofFiles(spark, lake, computed, files);
      String servedAudit = AuditSet.ofFiles(spark, lake, served, files);
      job(computed).run(computedAudit);

      assertThat(job(served).servers())
          .singleElement()
          .asString()
          .contains("measured: logprob, argmax, rank; not measured: mean, sd, lse_top40");
      assertThat(job(served).run(servedAudit).asked()).isEqualTo(2 * TEXTS);
      int asked = server.prompts.get();
      assertThat(job(served).run(servedAudit).asked()).isZero();

      assertThat(asked).isGreaterThanOrEqualTo(2 * TEXTS);
      assertThat(server.prompts).hasValue(asked);
      assertThat(servedAudit).isNotEqualTo(computedAudit);
      Map<String, TokenSignals> expected = signals(computed);
      Map<String, TokenSignals> found = signals(served);
      assertThat(found.keySet()).hasSize(2 * TEXTS).isEqualTo(expected.keySet());
      found.forEach((text, signals) -> assertAgree(signals, expected.get(text)));

      List<Metric> all = new ProbeJob(spark, lake, computed, 1).run(computedAudit).metrics();
      List<Metric> some = new ProbeJob(spark, lake, served, 1).run(servedAudit).metrics();

      assertThat(probes(computedAudit)).contains("loss", "min_k", "min_k_pp");
      assertThat(probes(servedAudit)).contains("loss", "min_k").doesNotContain("min_k_pp");
      assertThat(area(some)).isCloseTo(area(all), within(1e-9));
      assertThat(greedy(servedAudit)).hasSize(2 * TEXTS).isEqualTo(greedy(computedAudit));
    }
  }

  @Test
  void probe_anotherSeed_replacesWhatWasMeasured() {
    AuditedModels models = models(Answerers.loaded(Computation.USUAL));
    String auditId = AuditSet.ofFiles(spark, lake, models, files);
    job(models).run(auditId);
    List<Metric> first = new ProbeJob(spark, lake, models, 1).run(auditId).metrics();
    List<String> firstRun = runs(auditId);

    List<Metric> second = new ProbeJob(spark, lake, models, 2).run(auditId).metrics();
    List<String> secondRun = runs(auditId);
    new ProbeJob(spark, lake, models, 2).run(auditId);

    assertThat(runs(auditId)).hasSize(1).isEqualTo(secondRun).isNotEqualTo(firstRun);
    assertThat(AuditMetrics.read(spark, lake, auditId)).isEqualTo(second).hasSameSizeAs(first);
    assertThat(new ProbeJob(spark, lake, models, 1).run(auditId).metrics()).isEqualTo(first);
    assertThat(AuditMetrics.read(spark, lake, auditId)).isEqualTo(first);
  }

  private List<String> runs(String auditId) {
    return Stream.of(Metrics.TABLE, Scores.TABLE, Extractions.TABLE)
        .flatMap(
            table ->
                table
                    .read(spark, lake)
                    .filter(col(Scores.AUDIT_ID).equalTo(auditId))
                    .select(LakeTable.RUN_ID)
                    .distinct()
                    .collectAsList()
                    .stream())
        .map(row -> row.getString(0))
        .distinct()
        .toList();
  }

  @Test
  void servers_echoAlone_isRefused() throws IOException {
    try (ServingStub server = new ServingStub(model, true)) {
      AuditedModels models = models(new Answerers(served(server, 1), null));

      assertThatThrownBy(() -> job(models).servers())
          .isInstanceOf(UserException.class)
          .hasMessageStartingWith("An audit needs to know the likeliest token (argmax)")
          .hasMessageEndingWith("Serve the model with vLLM or llama.cpp.");
    }
  }

  @Test
  void run_serverThatBreaksDown_failsWithItsAddressAndNoText() throws IOException {
    try (ServingStub server = new ServingStub(model, false)) {
      AuditedModels models = models(new Answerers(served(server, 2), null));
      String auditId = AuditSet.ofFiles(spark, lake, models, files);
      server.broken.set(true);

      assertThatThrownBy(() -> job(models).run(auditId))
          .rootCause()
          .hasMessageContaining(server.url().toString())
          .hasMessageNotContaining("parcel");
      assertThat(signals(models)).isEmpty();
      server.broken.set(false);
      assertThat(job(models).run(auditId).asked()).isEqualTo(2 * TEXTS);
    }
  }

  private static Answerer.Served served(ServingStub server, int attempts) {
    return new Answerer.Served(
        server.url(), ServingStub.NAME, null, null, Duration.ofSeconds(20), attempts);
  }

  private AuditedModels models(Answerers answerers) {
    return AuditedModels.of(spark, lake, checkpointId, answerers);
  }

  private SignalsJob job(AuditedModels models) {
    return new SignalsJob(spark, lake, models, new SignalsJob.Settings(512, 1));
  }

  private Path texts(String name, String pattern) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < TEXTS; i++) {
      String text = pattern.formatted(1000 + 37 * i);
      int start = text.indexOf(Integer.toString(1000 + 37 * i));
      lines
          .append("{\"id\": \"%s-%d\", \"text\": \"%s\", ".formatted(name, i, text))
          .append("\"spans\": [{\"type\": \"CODE\", \"start\": %d, ".formatted(start))
          .append("\"end\": %d}]}%n".formatted(start + 4));
    }
    return Files.writeString(folder.resolve(name + ".jsonl"), lines);
  }

  private Map<String, TokenSignals> signals(AuditedModels models) {
    Map<String, TokenSignals> signals = new TreeMap<>();
    for (Row row :
        Signals.TABLE
            .read(spark, lake)
            .filter(col(Signals.MODEL_KEY).equalTo(models.tuned().key()))
            .collectAsList()) {
      signals.put(
          row.getAs(Signals.TEXT_SHA256), PackedSignals.unpack(row.<byte[]>getAs(Signals.PACKED)));
    }
    return signals;
  }

  private static void assertAgree(TokenSignals found, TokenSignals expected) {
    assertThat(found.tokens()).isEqualTo(expected.tokens());
    assertThat(found.argmax()).isEqualTo(expected.argmax());
    assertThat(found.rank()).isEqualTo(expected.rank());
    assertThat(found.mean()).containsOnly(Float.NaN);
    for (int i = 1; i < found.size(); i++) {
      assertThat(found.logprob()[i]).isCloseTo(expected.logprob()[i], within(1e-4f));
    }
  }

  private List<String> probes(String auditId) {
    return Scores.TABLE
        .read(spark, lake)
        .filter(col(Scores.AUDIT_ID).equalTo(auditId))
        .select(Scores.PROBE)
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static double area(List<Metric> metrics) {
    return metrics.stream()
        .filter(metric -> metric.probe().equals("loss") && metric.metric().equals("auc"))
        .filter(metric -> metric.slice().equals("all"))
        .findFirst()
        .orElseThrow()
        .point();
  }

  private Map<String, Boolean> greedy(String auditId) {
    return Extractions.TABLE
        .read(spark, lake)
        .filter(col(Extractions.AUDIT_ID).equalTo(auditId))
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.<String>getAs(Extractions.ROW_ID),
                row -> row.<Boolean>getAs(Extractions.GREEDY)));
  }
}
