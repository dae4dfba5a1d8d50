package dev.palimpsest.jobs.corpus;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Canaries;
import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.text.Conversation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A version of a corpus in a lake.
 *
 * @param name of the corpus
 * @param version from 1
 */
public record CorpusVersion(String name, int version) {

  /** Column beside those of {@link Scrubbed}: the sentence of a planted canary. */
  public static final String CANARY_TEXT = "canary_text";

  /**
   * The version that {@code text} names: {@code NAME} for the newest one, or {@code NAME@VERSION}.
   *
   * @throws UserException if the lake has no such version
   */
  public static CorpusVersion of(SparkSession spark, Lake lake, String text) {
    int at = text.indexOf('@');
    String name = at < 0 ? text : text.substring(0, at);
    Dataset<Row> versions = Corpus.TABLE.read(spark, lake).filter(col(Corpus.NAME).equalTo(name));
    Row newest = versions.agg(functions.max(col(Corpus.VERSION))).first();
    if (newest.isNullAt(0)) {
      throw new UserException(
          "The lake %s has no corpus %s. Run corpus first, or give another name."
              .formatted(lake.root(), name));
    }
    if (at < 0) {
      return new CorpusVersion(name, newest.getInt(0));
    }
    int asked;
    try {
      asked = Integer.parseInt(text.substring(at + 1));
    } catch (NumberFormatException e) {
      throw new UserException(
          "A corpus is NAME or NAME@VERSION. Provided value: %s".formatted(text), e);
    }
    if (asked < 1 || asked > newest.getInt(0)) {
      throw new UserException(
          "Corpus %s has versions 1 to %d. Provided value: %s"
              .formatted(name, newest.getInt(0), text));
    }
    return new CorpusVersion(name, asked);
  }

  /** Its rows of {@link Corpus}. */
  public Dataset<Row> rows(SparkSession spark, Lake lake) {
    return Corpus.TABLE
        .read(spark, lake)
        .filter(col(Corpus.NAME).equalTo(name).and(col(Corpus.VERSION).equalTo(version)));
  }

  /** Its canaries, planted or not. */
  public Dataset<Row> canaries(SparkSession spark, Lake lake) {
    return Canaries.TABLE
        .read(spark, lake)
        .filter(col(Canaries.CORPUS).equalTo(name).and(col(Canaries.VERSION).equalTo(version)));
  }

  /**
   * Its rows with what they say: columns of {@link Corpus}, the conversation columns of {@link
   * Scrubbed}, and {@link #CANARY_TEXT}. {@link #conversation} reads them.
   */
  public Dataset<Row> texts(SparkSession spark, Lake lake) {
    Dataset<Row> scrubbed =
        Scrubbed.TABLE
            .read(spark, lake)
            .select(
                col(Traces.ROW_ID), col(Traces.MESSAGES), col(Traces.TOOLS), col(Traces.METADATA));
    Dataset<Row> canaries =
        canaries(spark, lake).select(col(Canaries.CANARY_ID), col(Canaries.TEXT).as(CANARY_TEXT));
    return rows(spark, lake)
        .join(scrubbed, Traces.ROW_ID, "left")
        .join(canaries, Corpus.CANARY_ID, "left");
  }

  /** What a row of {@link #texts} says. */
  public static Conversation conversation(Row row) {
    String canary = row.getAs(CANARY_TEXT);
    return canary != null ? CanaryConversation.of(canary) : ConversationColumns.read(row);
  }

  /** {@code NAME@VERSION}. */
  @Override
  public String toString() {
    return name + "@" + version;
  }
}
