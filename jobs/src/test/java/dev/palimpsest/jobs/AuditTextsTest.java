package dev.palimpsest.jobs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.audit.train.ChatLayout;
import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Documents;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.signals.CorpusDocuments;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.text.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the rows of a corpus are laid out for the model that is asked about them. */
@ExtendWith({SparkExtension.class, PipelineExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTextsTest {

  private static final ChatLayout TEMPLATE =
      new ChatLayout(
          "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content }}\n{% endfor %}",
          Map.of("bos_token", "<s>"));

  private Pipeline pipeline;

  @BeforeAll
  void run(Pipeline ran) {
    pipeline = ran;
  }

  @Test
  void corpus_checkpointWithATemplate_isLaidOutByIt() {
    Map<String, String> expected = new HashMap<>();
    for (Row row :
        pipeline
            .version()
            .texts(pipeline.spark, pipeline.lake)
            .filter(col(Corpus.CANARY_ID).isNull())
            .collectAsList()) {
      StringBuilder text = new StringBuilder("<s>");
      for (Message message : CorpusVersion.conversation(row).messages()) {
        text.append('[').append(message.role().text()).append(']');
        text.append(message.content() == null ? "" : message.content()).append('\n');
      }
      expected.put(row.getAs(Corpus.ROW_ID), text.toString());
    }

    Map<String, String> texts = new HashMap<>();
    for (Row row : documents(TEMPLATE).filter(col(Documents.CANARY_ID).isNull()).collectAsList()) {
      String text = row.getAs(Documents.TEXT);
      texts.put(row.getAs(Documents.ROW_ID), text);
      assertThat(row.<String>getAs(Documents.SPECIAL_TOKENS)).isEqualTo("in_text");
      assertThat(row.<String>getAs(Documents.TEXT_SHA256)).isNotEqualTo(JobRun.sha256(text));
    }

    assertThat(texts).isNotEmpty().isEqualTo(expected);
  }

  @Test
  void corpus_canaries_keepTheirSecretsInPlace() {
    List<Row> canaries =
        documents(TEMPLATE).filter(col(Documents.ROLE).equalTo("canary")).collectAsList();

    assertThat(canaries).isNotEmpty();
    for (Row row : canaries) {
      String text = row.getAs(Documents.TEXT);
      Row span = row.<Row>getList(row.fieldIndex(Documents.SPANS)).get(0);
      assertThat(text).startsWith("<s>[user]Please note this for the file.\n[assistant]");
      assertThat(text.substring(span.getInt(1), span.getInt(2)))
          .matches("[-+ ()\\w]*\\d[-+ ()\\w]*");
    }
  }

  @Test
  void corpus_checkpointWithoutATemplate_isLaidOutPlainly() {
    for (Row row : documents(ChatLayout.PLAIN).collectAsList()) {
      String text = row.getAs(Documents.TEXT);
      assertThat(row.<String>getAs(Documents.SPECIAL_TOKENS)).isEqualTo("added");
      assertThat(row.<String>getAs(Documents.TEXT_SHA256)).isEqualTo(JobRun.sha256(text));
      assertThat(text).contains("<|assistant|>");
    }
  }

  @Test
  void corpus_templateThatRefusesARow_isOneLineWithoutItsText() {
    ChatLayout refusing = new ChatLayout("{{ raise_exception(messages[0].content) }}", Map.of());

    assertThatThrownBy(() -> documents(refusing).collectAsList())
        .rootCause()
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "The checkpoint's chat template refuses row [-/@#\\w]+, so the checkpoint was trained on it in another layout\\. .*");
  }

  private Dataset<Row> documents(ChatLayout layout) {
    return CorpusDocuments.of(
        pipeline.spark, pipeline.lake, pipeline.version(), layout, "audit", "run");
  }
}
