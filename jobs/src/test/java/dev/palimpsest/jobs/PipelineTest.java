package dev.palimpsest.jobs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.demo.trace.PersonalDatum;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.LakeTables;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.probe.ProbeJob;
import dev.palimpsest.jobs.signals.SignalsResult;
import dev.palimpsest.jobs.testing.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the chain on a small generated log left. */
@ExtendWith({SparkExtension.class, PipelineExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineTest {

  private Pipeline pipeline;

  @BeforeAll
  void run(Pipeline ran) {
    pipeline = ran;
  }

  @Test
  void collapse_generatedLog_keepsWhatTheGeneratorSays() {
    long kept =
        CollapseJob.kept(
                Traces.TABLE.read(pipeline.spark, pipeline.lake),
                Decisions.TABLE
                    .read(pipeline.spark, pipeline.lake)
                    .filter(col(Decisions.JOB).equalTo("collapse")))
            .count();

    assertThat(kept).isEqualTo(pipeline.truth.longestSequences());
  }

  @Test
  void decisions_everyTrace_hasOne() {
    long traces = Traces.TABLE.read(pipeline.spark, pipeline.lake).count();

    assertThat(Decisions.TABLE.read(pipeline.spark, pipeline.lake).count()).isEqualTo(traces);
    assertThat(
            Decisions.TABLE
                .read(pipeline.spark, pipeline.lake)
                .select(Decisions.ROW_ID)
                .distinct()
                .count())
        .isEqualTo(traces);
  }

  @Test
  void corpus_keptRows_areTrainedOnOrHeldOut() {
    long kept =
        Decisions.TABLE
            .read(pipeline.spark, pipeline.lake)
            .filter(col(Decisions.ACTION).equalTo(Decisions.KEEP))
            .count();

    assertThat(pipeline.corpus.kept()).isEqualTo(kept);
    assertThat(pipeline.corpus.train() + pipeline.corpus.holdout())
        .isEqualTo(kept + pipeline.corpus.plantings());
    assertThat(pipeline.export.trainRows()).isEqualTo(pipeline.corpus.train());
    assertThat(pipeline.export.holdoutRows()).isEqualTo(pipeline.corpus.holdout());
    long onBothSides =
        Corpus.TABLE
            .read(pipeline.spark, pipeline.lake)
            .groupBy(Corpus.UNIT)
            .agg(org.apache.spark.sql.functions.countDistinct(col(Corpus.SPLIT)).as("sides"))
            .filter(col("sides").gt(1))
            .count();
    assertThat(onBothSides).isZero();
  }

  @Test
  void export_files_holdNoPersonalValue() throws IOException {
    String exported =
        Files.readString(pipeline.export.train()) + Files.readString(pipeline.export.holdout());

    assertThat(occurring(exported)).isEmpty();
  }

  @Test
  void everythingElseThatARunWrites_holdsNoPersonalValue() throws IOException {
    List<String> found = new ArrayList<>();
    List<Path> roots =
        List.of(pipeline.folder.resolve("lake"), SparkExtension.events(), pipeline.report);
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
        for (String row : table.read(pipeline.spark, pipeline.lake).toJSON().collectAsList()) {
          occurring(row).forEach(type -> found.add(table.name() + ": " + type));
        }
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void probe_documents_areScoredAndMeasured() {
    assertThat(pipeline.measured.unscored()).isZero();
    assertThat(pipeline.measured.scored())
        .isEqualTo(
            pipeline.corpus.kept() + pipeline.corpus.planted() + pipeline.corpus.heldOutCanaries());
    assertThat(pipeline.measured.metrics())
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
    assertThat(pipeline.gate()).isEqualTo(pipeline.verdict);
    assertThat(pipeline.verdict.intact()).isTrue();
  }

  @Test
  void report_file_isSelfContained() throws IOException {
    assertThat(Files.readString(pipeline.report))
        .containsIgnoringCase(pipeline.verdict.outcome().name())
        .doesNotContain("<script")
        .doesNotContain("<link");
  }

  @Test
  void allJobs_again_changeNothing() throws IOException {
    List<Long> before = pipeline.versions();

    assertThat(pipeline.build()).isEqualTo(pipeline.corpus);
    SignalsResult again = pipeline.signals();
    new ProbeJob(pipeline.spark, pipeline.lake, pipeline.models(), 1).run(pipeline.auditId);
    pipeline.gate();

    assertThat(again.asked()).isZero();
    assertThat(pipeline.versions()).isEqualTo(before);
  }

  /** Types of the generator's personal values in the text; short values occur by chance. */
  private List<String> occurring(String text) {
    return pipeline.truth.values().stream()
        .filter(datum -> datum.value().length() >= 8 && text.contains(datum.value()))
        .map(PersonalDatum::type)
        .map(Enum::name)
        .toList();
  }
}
