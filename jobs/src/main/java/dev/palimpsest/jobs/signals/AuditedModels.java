package dev.palimpsest.jobs.signals;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.audit.model.LanguageModel.Variant;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Checkpoints;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The two models of an audit.
 *
 * @param checkpointId what is audited
 * @param tuned the checkpoint
 * @param base the model that it was tuned from; null if that is not known
 */
public record AuditedModels(
    String checkpointId, ModelReference tuned, @Nullable ModelReference base) {

  /**
   * The models of a registered checkpoint.
   *
   * @param id of the checkpoint, or its name
   * @param answerers without one for the base, the base is not known
   * @throws UserException if the lake has no such checkpoint
   */
  public static AuditedModels of(SparkSession spark, Lake lake, String id, Answerers answerers) {
    List<Row> rows =
        Checkpoints.TABLE
            .read(spark, lake)
            .filter(
                col(Checkpoints.CHECKPOINT_ID).equalTo(id).or(col(Checkpoints.NAME).equalTo(id)))
            .collectAsList();
    if (rows.size() != 1) {
      throw new UserException(
          "The lake %s has %s checkpoint %s. show checkpoints lists them; register adds one."
              .formatted(lake.root(), rows.isEmpty() ? "no" : "more than one", id));
    }
    Row row = rows.get(0);
    String folder = row.getAs(Checkpoints.FOLDER);
    String tokenizer = row.getAs(Checkpoints.TOKENIZER_SHA256);
    String weights = row.getAs(Checkpoints.WEIGHTS_SHA256);
    List<String> adapters = row.getList(row.fieldIndex(Checkpoints.ADAPTERS));
    List<String> digests = row.getList(row.fieldIndex(Checkpoints.ADAPTER_SHA256));
    String checkpointId = row.getAs(Checkpoints.CHECKPOINT_ID);
    Answerer ofBase = answerers.base();
    if (!adapters.isEmpty()) {
      return new AuditedModels(
          checkpointId,
          new ModelReference(
              folder,
              adapters,
              Variant.ADAPTED,
              answerers.tuned(),
              digest(weights, digests, tokenizer)),
          ofBase == null
              ? null
              : new ModelReference(
                  folder, adapters, Variant.BASE, ofBase, digest(weights, List.of(), tokenizer)));
    }
    ModelReference tuned =
        new ModelReference(
            folder,
            List.of(),
            Variant.BASE,
            answerers.tuned(),
            digest(weights, List.of(), tokenizer));
    String baseFolder = row.getAs(Checkpoints.BASE_FOLDER);
    String baseWeights = row.getAs(Checkpoints.BASE_SHA256);
    return new AuditedModels(
        checkpointId,
        tuned,
        baseFolder == null || baseWeights == null || ofBase == null
            ? null
            : new ModelReference(
                baseFolder,
                List.of(),
                Variant.BASE,
                ofBase,
                digest(baseWeights, List.of(), tokenizer)));
  }

  /** What is audited and who answers: an engine's results are not mixed with another's. */
  String identity() {
    return both().stream()
        .map(model -> model.answerer().key())
        .collect(Collectors.joining("|", checkpointId + "|", ""));
  }

  /** The checkpoint, and its base if that is known. */
  List<ModelReference> both() {
    return base == null ? List.of(tuned) : List.of(tuned, base);
  }

  private static String digest(String weights, List<String> adapters, String tokenizer) {
    return JobRun.sha256(weights + "\n" + adapters + "\n" + tokenizer);
  }
}
