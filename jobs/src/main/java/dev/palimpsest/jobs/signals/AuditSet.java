package dev.palimpsest.jobs.signals;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.lake.Documents;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes down the texts of an audit, once. */
public final class AuditSet {

  private AuditSet() {}

  /**
   * The audit of a checkpoint over the corpus version that it was trained on. The checkpoint's
   * folder is read only when the texts are written.
   */
  public static String ofCorpus(
      SparkSession spark, Lake lake, AuditedModels models, CorpusVersion corpus) {
    return written(
        spark,
        lake,
        models.identity() + "|" + corpus,
        (auditId, runId) ->
            CorpusDocuments.of(spark, lake, corpus, models.tuned().chatLayout(), auditId, runId));
  }

  /** The audit of a checkpoint over texts that are given as files. */
  public static String ofFiles(
      SparkSession spark, Lake lake, AuditedModels models, FileDocuments files) {
    return written(
        spark,
        lake,
        models.identity() + "|" + files.digest(),
        (auditId, runId) -> files.rows(spark, auditId, runId));
  }

  private static String written(
      SparkSession spark,
      Lake lake,
      String identity,
      BiFunction<String, String, Dataset<Row>> documents) {
    String auditId = "audit-" + JobRun.sha256(identity).substring(0, 12);
    if (Documents.TABLE
        .read(spark, lake)
        .filter(col(Documents.AUDIT_ID).equalTo(auditId))
        .isEmpty()) {
      JobRun run = JobRun.of(spark, lake, "documents", Map.of(), Map.of(), identity);
      Documents.TABLE.append(documents.apply(auditId, run.id()), lake, run.commit(), "documents");
    }
    return auditId;
  }
}
