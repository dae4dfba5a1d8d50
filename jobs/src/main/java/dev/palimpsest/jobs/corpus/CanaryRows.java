package dev.palimpsest.jobs.corpus;

import dev.palimpsest.audit.canary.Canary;
import dev.palimpsest.audit.canary.CanaryFiles;
import dev.palimpsest.audit.canary.CanaryPlan;
import dev.palimpsest.audit.canary.ReferenceSecrets;
import dev.palimpsest.jobs.lake.Canaries;
import dev.palimpsest.jobs.lake.ConversationColumns;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.JobRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A canary plan as rows of {@link Canaries} and {@link Corpus}. */
final class CanaryRows {

  private final CorpusConfiguration configuration;
  private final CanaryPlan plan;

  CanaryRows(CorpusConfiguration configuration) {
    this.configuration = configuration;
    this.plan =
        configuration.canaries().perTier() == 0
            ? new CanaryPlan(List.of(), new ReferenceSecrets(Map.of()))
            : CanaryPlan.draw(configuration.design());
  }

  long planted() {
    return plan.canaries().stream().filter(canary -> canary.arm().included()).count();
  }

  long heldOut() {
    return plan.canaries().size() - planted();
  }

  /** Digest of canaries and references; empty if there are none. */
  String planSha256() {
    return plan.canaries().isEmpty() ? "" : CanaryFiles.sha256(plan);
  }

  /** Every canary, planted or not. */
  Dataset<Row> canaries(SparkSession spark, JobRun run, int version) {
    String digest = planSha256();
    List<Row> rows = new ArrayList<>();
    for (Canary canary : plan.canaries()) {
      rows.add(
          RowFactory.create(
              CanaryConversation.id(configuration, version, canary),
              configuration.name(),
              version,
              run.id(),
              canary.arm().family(),
              canary.arm().tier(),
              canary.arm().included(),
              canary.text(),
              canary.secretStart(),
              canary.secretEnd(),
              ConversationColumns.sequence(plan.references().of(canary.arm().family())),
              digest));
    }
    return spark.createDataFrame(rows, Canaries.SCHEMA);
  }

  /** The rows that plant the included ones, as often as their tier says. */
  Dataset<Row> plantings(SparkSession spark, JobRun run, int version) {
    List<Row> rows = new ArrayList<>();
    for (Canary canary : plan.canaries()) {
      String id = CanaryConversation.id(configuration, version, canary);
      for (int i = 0; canary.arm().included() && i < canary.arm().tier(); i++) {
        rows.add(
            RowFactory.create(
                configuration.name(),
                version,
                CanaryConversation.rowId(id, i),
                run.id(),
                Corpus.TRAIN,
                id,
                (long) canary.arm().tier(),
                id,
                1.0,
                id));
      }
    }
    return spark.createDataFrame(rows, Corpus.SCHEMA);
  }
}
