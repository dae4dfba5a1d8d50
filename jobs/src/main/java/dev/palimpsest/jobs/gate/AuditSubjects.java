package dev.palimpsest.jobs.gate;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.audit.gate.Artifact;
import dev.palimpsest.jobs.lake.Checkpoints;
import dev.palimpsest.jobs.lake.Lake;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a registered checkpoint is made of, as the subjects of a verdict: what is released first.
 */
public final class AuditSubjects {

  private AuditSubjects() {}

  public static List<Artifact> of(SparkSession spark, Lake lake, String checkpointId) {
    Row row =
        Checkpoints.TABLE
            .read(spark, lake)
            .filter(col(Checkpoints.CHECKPOINT_ID).equalTo(checkpointId))
            .first();
    List<Artifact> subjects = new ArrayList<>();
    List<String> adapters = row.getList(row.fieldIndex(Checkpoints.ADAPTER_SHA256));
    adapters.forEach(digest -> subjects.add(new Artifact("adapter", digest)));
    String weights = row.getAs(Checkpoints.WEIGHTS_SHA256);
    subjects.add(new Artifact(adapters.isEmpty() ? "checkpoint" : "base", weights));
    String base = row.getAs(Checkpoints.BASE_SHA256);
    if (adapters.isEmpty() && base != null) {
      subjects.add(new Artifact("base", base));
    }
    String corpus = row.getAs(Checkpoints.CORPUS_SHA256);
    if (corpus != null) {
      subjects.add(new Artifact("corpus", corpus));
    }
    return subjects;
  }
}
