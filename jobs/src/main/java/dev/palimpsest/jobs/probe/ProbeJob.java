package dev.palimpsest.jobs.probe;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.audit.canary.CanaryExposure;
import dev.palimpsest.audit.probe.BlindBaseline;
import dev.palimpsest.audit.probe.BlindBaseline.LabelledText;
import dev.palimpsest.audit.probe.Evaluation;
import dev.palimpsest.audit.probe.ScoredRow;
import dev.palimpsest.audit.stats.AreaUnderCurve;
import dev.palimpsest.audit.stats.Metric;
import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Documents;
import dev.palimpsest.jobs.lake.Extractions;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.Metrics;
import dev.palimpsest.jobs.lake.Scores;
import dev.palimpsest.jobs.lake.Signals;
import dev.palimpsest.jobs.signals.AuditedModels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Documents and signals of an audit → {@link Scores}, {@link Extractions}, {@link Metrics}. */
public final class ProbeJob {

  private static final String JOB = "probe";

  private final SparkSession spark;
  private final Lake lake;
  private final AuditedModels models;
  private final long seed;

  /**
   * @param seed of folds and permutations
   */
  public ProbeJob(SparkSession spark, Lake lake, AuditedModels models, long seed) {
    this.spark = spark;
    this.lake = lake;
    this.models = models;
    this.seed = seed;
  }

  /** What the run depends on. */
  private record Effective(String tuned, @Nullable String base, long seed) {}

  /**
   * Measures the audit. What was measured under another seed is replaced.
   *
   * @throws UserException if signals are missing
   */
  public ProbeResult run(String auditId) {
    Effective effective =
        new Effective(
            models.tuned().key(), models.base() == null ? null : models.base().key(), seed);
    List<String> before = measuredBy(auditId);
    JobRun run =
        JobRun.of(
            spark, lake, JOB, effective, Map.of(), auditId + "\n" + String.join("\n", before));
    Dataset<Row> documents =
        Documents.TABLE.read(spark, lake).filter(col(Documents.AUDIT_ID).equalTo(auditId));
    if (JobRun.isAnyFinished(spark, lake, JOB, effective, before)) {
      return known(auditId, documents.filter(col(Documents.ROLE).notEqual("candidate")).count());
    }
    Dataset<Row> scored =
        withSignals(documents).map(new ScoreDocument(), Encoders.row(ScoredRows.SCHEMA)).persist();
    try {
      List<Row> rows = scored.orderBy("row_id").collectAsList();
      if (rows.size() != documents.count()) {
        throw new UserException(
            "%d of %d documents of audit %s have no signals. Run signals first."
                .formatted(documents.count() - rows.size(), documents.count(), auditId));
      }
      Evaluation evaluation = evaluate(rows, documents);
      for (LakeTable table : List.of(Metrics.TABLE, Extractions.TABLE, Scores.TABLE)) {
        forgetOthers(table, auditId, run);
      }
      Scores.TABLE.append(scores(evaluation, auditId, run), lake, run.commit(), "scores");
      Extractions.TABLE.append(
          extractions(scored, auditId, run), lake, run.commit(), "extractions");
      Metrics.TABLE.append(
          metrics(evaluation.metrics(), auditId, run), lake, run.commit(), "metrics");
      long asked = rows.stream().filter(row -> !row.getAs("role").equals("candidate")).count();
      ProbeResult result =
          new ProbeResult(
              auditId,
              evaluation.metrics(),
              evaluation.rows().size(),
              asked - evaluation.rows().size());
      run.finish(result.counts(), Scores.TABLE, Extractions.TABLE, Metrics.TABLE);
      return result;
    } finally {
      scored.unpersist();
    }
  }

  /** The runs that the metrics of the audit are from. */
  private List<String> measuredBy(String auditId) {
    return Metrics.TABLE
        .read(spark, lake)
        .filter(col(Metrics.AUDIT_ID).equalTo(auditId))
        .select(Metrics.RUN_ID)
        .distinct()
        .orderBy(Metrics.RUN_ID)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** Deletes what other runs found out about the audit. */
  private void forgetOthers(LakeTable table, String auditId, JobRun run) {
    Dataset<Row> others =
        table
            .read(spark, lake)
            .filter(
                col(Documents.AUDIT_ID)
                    .equalTo(auditId)
                    .and(col(LakeTable.RUN_ID).notEqual(run.id())));
    table.delete(others, List.of(Documents.AUDIT_ID, LakeTable.RUN_ID), lake, run.commit());
  }

  private Dataset<Row> withSignals(Dataset<Row> documents) {
    Dataset<Row> signals = Signals.TABLE.read(spark, lake);
    Dataset<Row> tuned = packed(signals, models.tuned().key(), ScoreDocument.TUNED);
    Dataset<Row> joined = documents.join(tuned, Signals.TEXT_SHA256);
    return models.base() == null
        ? joined.withColumn(ScoreDocument.BASE, lit(null).cast("binary"))
        : joined.join(packed(signals, models.base().key(), ScoreDocument.BASE), toSeq(), "left");
  }

  private static scala.collection.Seq<String> toSeq() {
    return scala.collection.JavaConverters.asScalaBuffer(List.of(Signals.TEXT_SHA256)).toSeq();
  }

  private static Dataset<Row> packed(Dataset<Row> signals, String modelKey, String as) {
    return signals
        .filter(col(Signals.MODEL_KEY).equalTo(modelKey))
        .select(col(Signals.TEXT_SHA256), col(Signals.PACKED).as(as));
  }

  private Evaluation evaluate(List<Row> rows, Dataset<Row> documents) {
    List<ScoredRow> scored = new ArrayList<>();
    Map<String, String> groups = new HashMap<>();
    Map<String, List<Double>> candidates = new TreeMap<>();
    for (Row row : rows) {
      if (row.getAs("role").equals("candidate")) {
        if (!row.isNullAt(row.fieldIndex("secret_log_p"))) {
          candidates
              .computeIfAbsent(row.getAs("canary_id"), id -> new ArrayList<>())
              .add(row.getAs("secret_log_p"));
        }
      } else if (row.<Integer>getAs("tokens") > 0) {
        scored.add(ScoredRows.read(row));
        groups.put(row.getAs("row_id"), row.getAs("unit"));
      }
    }
    if (scored.isEmpty()) {
      throw new JobFailedException("No document of the audit has a token that a model predicts.");
    }
    return Evaluation.of(
        new Evaluation.Input(
            scored, exposures(scored, candidates), blind(documents), groups, seed));
  }

  private static List<CanaryExposure> exposures(
      List<ScoredRow> scored, Map<String, List<Double>> candidates) {
    List<CanaryExposure> exposures = new ArrayList<>();
    for (ScoredRow row : scored) {
      List<Double> references = candidates.getOrDefault(row.id(), List.of());
      if (row.canary() == null
          || references.isEmpty()
          || row.spans().isEmpty()
          || row.spans().get(0).tuned() == null) {
        continue;
      }
      exposures.add(
          CanaryExposure.of(
              row.canary(),
              row.spans().get(0).tuned().logProbability(),
              references.stream().mapToDouble(Double::doubleValue).toArray()));
    }
    return exposures;
  }

  /** Tells members from controls by their texts; a sample is enough for its question. */
  private @Nullable AreaUnderCurve blind(Dataset<Row> documents) {
    List<LabelledText> texts = new ArrayList<>();
    for (String role : List.of("member", "control")) {
      documents
          .filter(col(Documents.ROLE).equalTo(role))
          .orderBy(org.apache.spark.sql.functions.sha2(col(Documents.ROW_ID), 256))
          .limit(MOST_BLIND)
          .select(Documents.UNIT, Documents.TEXT)
          .collectAsList()
          .forEach(
              row ->
                  texts.add(
                      new LabelledText(row.getString(0), row.getString(1), role.equals("member"))));
    }
    long members = texts.stream().filter(LabelledText::member).count();
    // Five folds need something of both sides in each.
    return members < 10 || texts.size() - members < 10 ? null : BlindBaseline.of(texts, seed);
  }

  private static final int MOST_BLIND = 5_000;

  private Dataset<Row> scores(Evaluation evaluation, String auditId, JobRun run) {
    List<Row> rows = new ArrayList<>();
    for (ScoredRow row : evaluation.rows()) {
      row.scores()
          .forEach(
              (probe, score) ->
                  rows.add(
                      RowFactory.create(
                          auditId,
                          row.id(),
                          run.id(),
                          row.role().name().toLowerCase(java.util.Locale.ROOT),
                          probe,
                          score,
                          row.tokens())));
    }
    return spark.createDataFrame(rows, Scores.SCHEMA);
  }

  private static Dataset<Row> extractions(Dataset<Row> scored, String auditId, JobRun run) {
    return scored
        .withColumn("span", explode(col("spans")))
        .select(
            lit(auditId).as(Extractions.AUDIT_ID),
            col("row_id").as(Extractions.ROW_ID),
            lit(run.id()).as(Extractions.RUN_ID),
            col("role").as(Extractions.ROLE),
            col("span.type").as(Extractions.TYPE),
            col("span.start").as(Extractions.START),
            col("span.end").as(Extractions.END),
            col("span.tuned.log_p").as(Extractions.LOG_P),
            col("span.base.log_p").as(Extractions.BASE_LOG_P),
            col("span.tuned.greedy").as(Extractions.GREEDY),
            col("span.tuned.samples_for_half").as(Extractions.SAMPLES_FOR_HALF));
  }

  private Dataset<Row> metrics(List<Metric> metrics, String auditId, JobRun run) {
    List<Row> rows = new ArrayList<>();
    for (Metric metric : metrics) {
      rows.add(
          RowFactory.create(
              auditId,
              run.id(),
              (long) rows.size(),
              metric.probe(),
              metric.slice(),
              metric.metric(),
              metric.point(),
              metric.low(),
              metric.high(),
              (long) metric.members(),
              (long) metric.controls(),
              metric.rule()));
    }
    return spark.createDataFrame(rows, Metrics.SCHEMA);
  }

  private ProbeResult known(String auditId, long asked) {
    List<Metric> metrics = AuditMetrics.read(spark, lake, auditId);
    long scored =
        Scores.TABLE
            .read(spark, lake)
            .filter(col(Scores.AUDIT_ID).equalTo(auditId))
            .select(Scores.ROW_ID)
            .distinct()
            .count();
    return new ProbeResult(auditId, metrics, scored, asked - scored);
  }
}
