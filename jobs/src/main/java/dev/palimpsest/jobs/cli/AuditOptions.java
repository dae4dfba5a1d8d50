package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.lake.Checkpoints;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.signals.AuditSet;
import dev.palimpsest.jobs.signals.AuditedModels;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which audit: a registered checkpoint over the corpus that it was trained on. */
final class AuditOptions {

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "ID",
      description = "Id or name of a registered checkpoint.")
  String checkpoint = "";

  @Option(
      names = "--corpus",
      paramLabel = "NAME[@VERSION]",
      description = "Corpus to ask about. Default: the one that it was trained on.")
  @Nullable String corpus;

  @Mixin AnswererOptions answer = new AnswererOptions();

  /** The audit and its models. */
  record Audit(String id, AuditedModels models, CorpusVersion corpus, String name) {}

  Audit open(SparkSession session, Lake lake) {
    AuditedModels models = AuditedModels.of(session, lake, checkpoint, answer.answerers());
    Row row =
        Checkpoints.TABLE
            .read(session, lake)
            .filter(functions.col(Checkpoints.CHECKPOINT_ID).equalTo(models.checkpointId()))
            .first();
    String trained = row.getAs(Checkpoints.CORPUS);
    if (corpus == null && trained == null) {
      throw new UserException(
          "Checkpoint %s was registered without its corpus. Give --corpus NAME@VERSION."
              .formatted(checkpoint));
    }
    CorpusVersion version =
        corpus != null
            ? CorpusVersion.of(session, lake, corpus)
            : new CorpusVersion(trained, row.getAs(Checkpoints.CORPUS_VERSION));
    return new Audit(
        AuditSet.ofCorpus(session, lake, models, version),
        models,
        version,
        row.getAs(Checkpoints.NAME));
  }
}
