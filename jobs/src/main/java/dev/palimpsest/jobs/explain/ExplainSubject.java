package dev.palimpsest.jobs.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeKey;
import dev.palimpsest.jobs.lake.Traces;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@code explain --subject}: what happened to the data of a person, and what the models that were
 * trained on it know of it. The lake has no name of the person, only a keyed digest.
 */
public final class ExplainSubject {

  private static final String[] BY_ROW_ID = {Traces.ROW_ID};

  private final SparkSession spark;
  private final Lake lake;
  private final LakeKey key;

  public ExplainSubject(SparkSession spark, Lake lake, LakeKey key) {
    this.spark = spark;
    this.lake = lake;
    this.key = key;
  }

  /**
   * What the lake knows, a line each.
   *
   * @param subject as the traces name the person, or the person's key as the lake has it
   * @throws UserException if no row is of the person; it does not repeat {@code subject}
   */
  public List<String> lines(String subject) {
    String digest =
        subject.matches("[0-9a-f]{64}")
            ? subject
            : HexFormat.of().formatHex(LakeKey.hmac(key.secret(), subject));
    Dataset<Row> traces =
        Traces.TABLE.read(spark, lake).filter(col(Traces.SUBJECT_KEY).equalTo(digest));
    Dataset<Row> ids = traces.select(Traces.ROW_ID).cache();
    try {
      long rows = ids.count();
      if (rows == 0) {
        throw new UserException(
            "The lake %s has no row of that subject (key %s). Give the subject as the traces name it, and the key of the lake's configuration."
                .formatted(lake.root(), digest));
      }
      Lines lines = new Lines();
      lines.title("Subject " + digest);
      source(lines, traces, rows);
      decisions(lines, ids);
      findings(lines, ids);
      corpora(lines, ids);
      new MeasuredRows(spark, lake).add(lines, ids);
      return lines.all();
    } finally {
      ids.unpersist();
    }
  }

  private static void source(Lines lines, Dataset<Row> traces, long rows) {
    Row seen =
        traces
            .agg(
                countDistinct(col(Traces.CONVERSATION_ID)),
                min(col(Traces.STARTED_AT)),
                max(col(Traces.STARTED_AT)))
            .first();
    lines.add("read", "%d rows of %d conversations", rows, seen.getLong(0));
    if (!seen.isNullAt(1)) {
      lines.add("", "from %s to %s", seen.get(1), seen.get(2));
    }
    traces
        .groupBy(col(Traces.PROVENANCE + ".source_uri"))
        .agg(count(lit(1)))
        .orderBy("source_uri")
        .toLocalIterator()
        .forEachRemaining(row -> lines.add("", "%d rows of %s", row.getLong(1), row.getString(0)));
  }

  private void decisions(Lines lines, Dataset<Row> ids) {
    Dataset<Row> decided = Decisions.TABLE.read(spark, lake).join(ids, BY_ROW_ID, "left_semi");
    counts(lines, "decided", decided, Decisions.ACTION, Decisions.STAGE, "by no job yet");
  }

  private void findings(Lines lines, Dataset<Row> ids) {
    Dataset<Row> found = Findings.TABLE.read(spark, lake).join(ids, BY_ROW_ID, "left_semi");
    counts(
        lines, "found", found, Findings.TYPE, Findings.ACTION, "no personal datum in what is kept");
  }

  private static void counts(
      Lines lines, String label, Dataset<Row> rows, String first, String second, String none) {
    List<Row> counts =
        rows.groupBy(first, second).agg(count(lit(1))).orderBy(first, second).collectAsList();
    if (counts.isEmpty()) {
      lines.add(label, none);
    }
    String next = label;
    for (Row row : counts) {
      String detail = row.isNullAt(1) ? "" : " (" + row.getString(1) + ")";
      lines.add(next, "%d %s%s", row.getLong(2), row.getString(0), detail);
      next = "";
    }
  }

  private void corpora(Lines lines, Dataset<Row> ids) {
    List<Row> corpora =
        Corpus.TABLE
            .read(spark, lake)
            .join(ids, BY_ROW_ID, "left_semi")
            .groupBy(Corpus.NAME, Corpus.VERSION, Corpus.SPLIT)
            .agg(count(lit(1)))
            .orderBy(Corpus.NAME, Corpus.VERSION, Corpus.SPLIT)
            .collectAsList();
    if (corpora.isEmpty()) {
      lines.add("corpus", "in none");
    }
    for (Row row : corpora) {
      String corpus = row.getString(0);
      int version = row.getInt(1);
      lines.add("corpus", "%s@%d: %d rows, %s", corpus, version, row.getLong(3), row.getString(2));
      if (!row.getString(2).equals(Corpus.TRAIN)) {
        continue;
      }
      TrainedOn.add(lines, spark, lake, corpus, version, "was trained on them");
    }
  }
}
