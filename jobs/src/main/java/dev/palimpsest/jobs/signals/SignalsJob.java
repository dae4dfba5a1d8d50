package dev.palimpsest.jobs.signals;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import dev.palimpsest.audit.endpoint.Endpoint;
import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Documents;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Signals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@link Documents} of an audit → {@link Signals} of both models. Texts that a model was asked
 * about before are not asked again; the rest is committed portion by portion, so that a run that
 * was stopped goes on where it was.
 */
public final class SignalsJob {

  private static final String JOB = "signals";

  /** Characters of a portion: some minutes of work on a small machine. */
  private static final long PORTION = 4_000_000;

  private final SparkSession spark;
  private final Lake lake;
  private final AuditedModels models;
  private final Settings settings;
  private final ModelPlacement placement;

  /**
   * How the models are run; nothing that changes what they say.
   *
   * @param batchTokens most positions computed at once
   * @param threads batches that a task computes at the same time, at most one per core of the task;
   *     0 for all of them
   */
  public record Settings(int batchTokens, int threads) {

    public Settings {
      if (batchTokens < 1) {
        throw new IllegalArgumentException(
            "signals.batch-tokens must be at least 1. Provided value: " + batchTokens);
      }
      if (threads < 0) {
        throw new IllegalArgumentException(
            "signals.threads must be at least 0, which means all cores of a task. Provided value: "
                + threads);
      }
    }
  }

  /** On processors. */
  public SignalsJob(SparkSession spark, Lake lake, AuditedModels models, Settings settings) {
    this(spark, lake, models, settings, ModelPlacement.PROCESSOR);
  }

  /**
   * @param placement of the tasks that ask the models
   */
  public SignalsJob(
      SparkSession spark,
      Lake lake,
      AuditedModels models,
      Settings settings,
      ModelPlacement placement) {
    this.placement = placement;
    this.spark = spark;
    this.lake = lake;
    this.models = models;
    this.settings = settings;
  }

  /**
   * How the servers are asked and what they do not measure, a line each; none where executors
   * compute.
   *
   * @throws UserException if a server cannot tell what an audit needs
   * @throws JobFailedException if a server does not answer
   */
  public List<String> servers() {
    List<String> lines = new ArrayList<>();
    for (ModelReference model : models.both()) {
      if (model.answerer() instanceof Answerer.Served served) {
        try (Endpoint endpoint = AskServer.open(served, Path.of(model.folder()))) {
          lines.add(endpoint.description());
        }
      }
    }
    return lines;
  }

  /** Asks what has not been asked, for the documents of {@code auditId}. */
  public SignalsResult run(String auditId) {
    Dataset<Row> documents =
        Documents.TABLE
            .read(spark, lake)
            .filter(col(Documents.AUDIT_ID).equalTo(auditId))
            .select(
                Documents.TEXT_SHA256, Documents.TEXT, Documents.SPECIAL_TOKENS, Documents.ROLE);
    long all = documents.count();
    long asked = 0;
    long tokens = 0;
    long needed = 0;
    long texts = documents.select(Documents.TEXT_SHA256).distinct().count();
    for (ModelReference model : models.both()) {
      // Canaries are ranked against their candidates under the checkpoint alone.
      Dataset<Row> wanted =
          model == models.tuned()
              ? documents
              : documents.filter(col(Documents.ROLE).notEqual("candidate"));
      Dataset<Row> distinct = wanted.drop(Documents.ROLE).dropDuplicates(Documents.TEXT_SHA256);
      needed += distinct.count();
      Row counted = ask(model, distinct, auditId);
      asked += counted.getLong(0);
      tokens += counted.getLong(1);
    }
    return new SignalsResult(all, texts, asked, tokens, needed - asked);
  }

  /** Where stages have executors of their own, the model's stage has its own. */
  private Dataset<Row> asked(Dataset<Row> texts, AskModel ask) {
    return switch (placement.scheduling()) {
      case NONE, SINGLE_TASK, APPLICATION -> texts.mapPartitions(ask, Encoders.row(Signals.SCHEMA));
      case STAGE -> {
        int taskCores = spark.sparkContext().conf().getInt("spark.task.cpus", 1);
        JavaRDD<Row> rows =
            texts
                .toJavaRDD()
                .withResources(GpuProfile.of(placement.gpus(), taskCores, placement.discovery()))
                .mapPartitions(ask::call);
        yield spark.createDataFrame(rows, Signals.SCHEMA);
      }
    };
  }

  private Row ask(ModelReference model, Dataset<Row> texts, String auditId) {
    JobRun run = JobRun.of(spark, lake, JOB, Map.of("model", model.key()), Map.of(), auditId);
    Dataset<Row> known =
        Signals.TABLE
            .read(spark, lake)
            .filter(col(Signals.MODEL_KEY).equalTo(model.key()))
            .select(Signals.TEXT_SHA256);
    Dataset<Row> missing = Chunks.of(texts).join(known, Signals.TEXT_SHA256, "left_anti").persist();
    try {
      Row size =
          missing.agg(count(lit(1)), coalesce(sum(length(col(Documents.TEXT))), lit(0L))).first();
      int portions = (int) (size.getLong(1) / PORTION) + 1;
      // More than cores, since chunks are not of a size.
      int slices = 4 * Math.max(1, spark.sparkContext().defaultParallelism());
      for (int portion = 0; size.getLong(0) > 0 && portion < portions; portion++) {
        Dataset<Row> part =
            missing
                .filter(pmod(xxhash64(col(Chunks.CHUNK)), lit(portions)).equalTo(portion))
                .repartition(slices, col(Chunks.CHUNK))
                .sortWithinPartitions(Chunks.CHUNK, Documents.TEXT_SHA256);
        AskModel ask =
            new AskModel(model, run.id(), settings.batchTokens(), settings.threads(), placement);
        Dataset<Row> signals = asked(part, ask);
        Signals.TABLE.append(
            signals, lake, run.commit(), "signals/" + portion + "/" + known.count());
      }
      Row written =
          Signals.TABLE
              .read(spark, lake)
              .filter(col(Signals.MODEL_KEY).equalTo(model.key()))
              .join(missing.select(Documents.TEXT_SHA256), Signals.TEXT_SHA256)
              .agg(count(lit(1)), coalesce(sum(col(Signals.TOKENS).cast("long")), lit(0L)))
              .first();
      if (size.getLong(0) > 0) {
        run.finish(
            Map.of("asked", written.getLong(0), "tokens", written.getLong(1)), Signals.TABLE);
      }
      return written;
    } finally {
      missing.unpersist();
    }
  }
}
