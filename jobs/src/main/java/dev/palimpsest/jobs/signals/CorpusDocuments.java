package dev.palimpsest.jobs.signals;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.audit.canary.Canary;
import dev.palimpsest.audit.canary.CanaryArm;
import dev.palimpsest.audit.train.ChatLayout;
import dev.palimpsest.jobs.corpus.CanaryConversation;
import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.lake.Canaries;
import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Documents;
import dev.palimpsest.jobs.lake.Lake;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * The texts of an audit of a corpus version: what was trained on (members), what was held out
 * (controls), every canary, and the candidates that canaries are ranked against.
 */
public final class CorpusDocuments {

  private CorpusDocuments() {}

  /**
   * Rows of {@link Documents}.
   *
   * @param chat how the checkpoint wants conversations laid out
   */
  public static Dataset<Row> of(
      SparkSession spark,
      Lake lake,
      CorpusVersion corpus,
      ChatLayout chat,
      String auditId,
      String runId) {
    ConversationLayout layout = new ConversationLayout(chat);
    Dataset<Row> natural =
        corpus
            .texts(spark, lake)
            .filter(col(Corpus.CANARY_ID).isNull())
            .map(new RowText(layout, auditId, runId), Encoders.row(Documents.SCHEMA));
    Dataset<Row> canaries =
        corpus
            .canaries(spark, lake)
            .flatMap(new CanaryRowTexts(layout, auditId, runId), Encoders.row(Documents.SCHEMA));
    return natural.unionByName(canaries);
  }

  private static final class RowText implements MapFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    private final ConversationLayout layout;
    private final String auditId;
    private final String runId;

    RowText(ConversationLayout layout, String auditId, String runId) {
      this.layout = layout;
      this.auditId = auditId;
      this.runId = runId;
    }

    @Override
    public Row call(Row row) {
      String id = row.getAs(Corpus.ROW_ID);
      DocumentText text = layout.of(CorpusVersion.conversation(row), id);
      String split = row.getAs(Corpus.SPLIT);
      return RowFactory.create(
          auditId,
          id,
          runId,
          text.digest(),
          split.equals(Corpus.TRAIN) ? "member" : "control",
          text.text(),
          text.name(),
          row.getAs(Corpus.UNIT),
          null,
          null,
          null,
          null,
          null,
          ConversationColumns.sequence(List.of()));
    }
  }

  private static final class CanaryRowTexts implements FlatMapFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    private final ConversationLayout layout;
    private final String auditId;
    private final String runId;

    CanaryRowTexts(ConversationLayout layout, String auditId, String runId) {
      this.layout = layout;
      this.auditId = auditId;
      this.runId = runId;
    }

    @Override
    public Iterator<Row> call(Row row) {
      CanaryArm arm =
          new CanaryArm(
              row.getAs(Canaries.CANARY_ID),
              row.getAs(Canaries.FAMILY),
              row.getAs(Canaries.TIER),
              row.getAs(Canaries.INCLUDED));
      Canary canary =
          new Canary(
              arm,
              row.getAs(Canaries.TEXT),
              row.getAs(Canaries.SECRET_START),
              row.getAs(Canaries.SECRET_END));
      return new CanaryTexts(
              auditId, runId, sentence -> layout.of(CanaryConversation.of(sentence), arm.id()))
          .rows(canary, row.getList(row.fieldIndex(Canaries.REFERENCES)));
    }
  }
}
