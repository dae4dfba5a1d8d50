package dev.palimpsest.jobs.export;

import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.lake.Corpus;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** A row of {@link CorpusVersion#texts} as a line of chat JSONL. */
final class ToChatLine implements MapFunction<Row, String> {

  private static final long serialVersionUID = 1;

  @Override
  public String call(Row row) {
    return ChatLine.of(
        row.getAs(Corpus.ROW_ID),
        row.<Double>getAs(Corpus.WEIGHT),
        CorpusVersion.conversation(row));
  }
}
