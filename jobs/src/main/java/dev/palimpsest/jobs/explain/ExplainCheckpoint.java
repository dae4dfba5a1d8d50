package dev.palimpsest.jobs.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Checkpoints;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.lake.Verdicts;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** {@code explain --checkpoint}: what a model is made of, whose data it saw, and its verdicts. */
public final class ExplainCheckpoint {

  private final SparkSession spark;
  private final Lake lake;

  public ExplainCheckpoint(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * What the lake knows, a line each.
   *
   * @param id of the checkpoint, or its name
   * @throws UserException if no checkpoint has it
   */
  public List<String> lines(String id) {
    List<Row> found =
        Checkpoints.TABLE
            .read(spark, lake)
            .filter(
                col(Checkpoints.CHECKPOINT_ID).equalTo(id).or(col(Checkpoints.NAME).equalTo(id)))
            .orderBy(Checkpoints.CHECKPOINT_ID)
            .collectAsList();
    if (found.isEmpty()) {
      throw new UserException(
          "The lake %s has no checkpoint %s. show checkpoints lists them; register adds one."
              .formatted(lake.root(), id));
    }
    Lines lines = new Lines();
    for (Row checkpoint : found) {
      lines.title("Checkpoint " + checkpoint.getAs(Checkpoints.CHECKPOINT_ID));
      made(lines, checkpoint);
      corpus(lines, checkpoint);
      verdicts(lines, checkpoint.getAs(Checkpoints.CHECKPOINT_ID));
    }
    return lines.all();
  }

  private static void made(Lines lines, Row checkpoint) {
    lines.add("name", "%s", checkpoint.<String>getAs(Checkpoints.NAME));
    lines.add("folder", "%s", checkpoint.<String>getAs(Checkpoints.FOLDER));
    lines.add("", "weights sha256 %s", checkpoint.<String>getAs(Checkpoints.WEIGHTS_SHA256));
    lines.add("", "tokenizer sha256 %s", checkpoint.<String>getAs(Checkpoints.TOKENIZER_SHA256));
    List<String> adapters = checkpoint.getList(checkpoint.fieldIndex(Checkpoints.ADAPTERS));
    List<String> digests = checkpoint.getList(checkpoint.fieldIndex(Checkpoints.ADAPTER_SHA256));
    for (int i = 0; i < adapters.size(); i++) {
      lines.add("adapter", "%s", adapters.get(i));
      lines.add("", "sha256 %s", digests.get(i));
    }
    String base = checkpoint.getAs(Checkpoints.BASE_FOLDER);
    lines.add("base", base == null ? "none registered" : "%s", base == null ? "" : base);
    String owner = checkpoint.getAs(Checkpoints.OWNER);
    lines.add("owner", owner == null ? "nobody registered" : "%s", owner == null ? "" : owner);
  }

  private void corpus(Lines lines, Row checkpoint) {
    String corpus = checkpoint.getAs(Checkpoints.CORPUS);
    if (corpus == null) {
      lines.add("trained on", "not registered: nobody can say whose data is in it");
      return;
    }
    int version = checkpoint.getAs(Checkpoints.CORPUS_VERSION);
    Dataset<Row> trained =
        Corpus.TABLE
            .read(spark, lake)
            .filter(
                col(Corpus.NAME)
                    .equalTo(corpus)
                    .and(col(Corpus.VERSION).equalTo(version))
                    .and(col(Corpus.SPLIT).equalTo(Corpus.TRAIN)));
    Row counts = trained.agg(count(lit(1)), countDistinct(col(Corpus.CANARY_ID))).first();
    Row people =
        Traces.TABLE
            .read(spark, lake)
            .join(trained.select(Corpus.ROW_ID), new String[] {Corpus.ROW_ID}, "left_semi")
            .agg(count(lit(1)), countDistinct(col(Traces.SUBJECT_KEY)))
            .first();
    lines.add(
        "trained on",
        "%s@%d: %d rows, of them %d traces of %d subjects, and %d canaries",
        corpus,
        version,
        counts.getLong(0),
        people.getLong(0),
        people.getLong(1),
        counts.getLong(1));
    lines.add("", "corpus sha256 %s", checkpoint.<String>getAs(Checkpoints.CORPUS_SHA256));
  }

  private void verdicts(Lines lines, String checkpointId) {
    List<Row> verdicts =
        Verdicts.TABLE
            .read(spark, lake)
            .filter(col(Verdicts.CHECKPOINT_ID).equalTo(checkpointId))
            .orderBy(Verdicts.SEQUENCE)
            .collectAsList();
    if (verdicts.isEmpty()) {
      lines.add("verdict", "none: run signals, probe and gate");
    }
    for (Row verdict : verdicts) {
      lines.add(
          "verdict",
          "%s under policy %s, audit %s, sha256 %s",
          verdict.getAs(Verdicts.VERDICT),
          verdict.getAs(Verdicts.POLICY),
          verdict.getAs(Verdicts.AUDIT_ID),
          verdict.<String>getAs(Verdicts.SHA256).substring(0, 16));
    }
  }
}
