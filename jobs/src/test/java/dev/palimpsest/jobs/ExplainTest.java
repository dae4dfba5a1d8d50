package dev.palimpsest.jobs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.explain.ExplainCheckpoint;
import dev.palimpsest.jobs.explain.ExplainRow;
import dev.palimpsest.jobs.explain.ExplainSubject;
import dev.palimpsest.jobs.explain.ExplainTrace;
import dev.palimpsest.jobs.explain.ExplainVerdict;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the lake of a whole chain can be asked. */
@ExtendWith({SparkExtension.class, PipelineExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainTest {

  private Pipeline pipeline;

  @BeforeAll
  void run(Pipeline ran) {
    pipeline = ran;
  }

  @Test
  void explain_exportedLine_leadsBackToItsSource() throws IOException {
    String line = Files.readAllLines(pipeline.export.holdout()).get(0);
    String id = line.substring(7, 7 + 64);

    List<String> lines = new ExplainRow(pipeline.spark, pipeline.lake).lines(id.substring(0, 16));

    assertThat(lines.get(0)).isEqualTo("Row " + id);
    assertThat(lines).anyMatch(text -> text.contains("calls.jsonl, line "));
    assertThat(lines).anyMatch(text -> text.contains("KEEP by dedup"));
    assertThat(lines).anyMatch(text -> text.contains("test@1, holdout"));
    assertThat(lines)
        .anyMatch(
            text ->
                text.contains(pipeline.checkpointId)
                    && text.endsWith("was trained on the others: it was held out"));
  }

  @Test
  void explainSubject_asTheLogNamesThem_tellsWhatTheLakeHas() {
    Row person =
        Traces.TABLE
            .read(pipeline.spark, pipeline.lake)
            .filter(col(Traces.SUBJECT_KEY).isNotNull())
            .groupBy(Traces.SUBJECT_KEY)
            .count()
            .orderBy(col("count").desc(), col(Traces.SUBJECT_KEY))
            .first();
    ExplainSubject explain = new ExplainSubject(pipeline.spark, pipeline.lake, pipeline.key);

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
    Row trace = Traces.TABLE.read(pipeline.spark, pipeline.lake).orderBy(Traces.ROW_ID).first();
    String conversation = trace.getAs(Traces.CONVERSATION_ID);
    long rows =
        Traces.TABLE
            .read(pipeline.spark, pipeline.lake)
            .filter(col(Traces.CONVERSATION_ID).equalTo(conversation))
            .count();

    List<String> lines = new ExplainTrace(pipeline.spark, pipeline.lake).lines(conversation);

    assertThat(lines.get(0)).isEqualTo(rows + " rows");
    assertThat(lines).anyMatch(text -> text.contains(trace.<String>getAs(Traces.ROW_ID)));
  }

  @Test
  void explainCheckpoint_name_tellsCorpusAndVerdict() {
    List<String> lines = new ExplainCheckpoint(pipeline.spark, pipeline.lake).lines("test");

    assertThat(lines.get(0)).isEqualTo("Checkpoint " + pipeline.checkpointId);
    assertThat(lines)
        .anyMatch(text -> text.contains("test@1: %d rows".formatted(pipeline.corpus.train())))
        .anyMatch(text -> text.contains(pipeline.verdict.outcome() + " under policy internal"));
  }

  @Test
  void explainVerdict_digits_tellsRulesAndChain() {
    List<String> lines =
        new ExplainVerdict(pipeline.spark, pipeline.lake)
            .lines(pipeline.verdict.hash().substring(0, 10));

    assertThat(lines.get(0))
        .startsWith(pipeline.verdict.outcome() + ", decided at 2026-01-02T03:04:05Z");
    pipeline
        .verdict
        .rules()
        .forEach(rule -> assertThat(lines).anyMatch(text -> text.contains(rule.reason())));
    assertThat(lines.get(lines.size() - 1)).contains("all 1 verdicts follow one another");
  }
}
