package dev.palimpsest.jobs.gate;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.audit.gate.Gate;
import dev.palimpsest.audit.gate.PolicyFile;
import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.gate.VerdictFile;
import dev.palimpsest.audit.stats.Metric;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Verdicts;
import dev.palimpsest.jobs.probe.AuditMetrics;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Metrics of an audit → a row of {@link Verdicts}. Deciding the same again gives the same row. */
public final class GateJob {

  private static final String JOB = "gate";

  private final SparkSession spark;
  private final Lake lake;
  private final PolicyFile policy;
  private final Clock clock;

  public GateJob(SparkSession spark, Lake lake, PolicyFile policy, Clock clock) {
    this.spark = spark;
    this.lake = lake;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * Decides.
   *
   * @throws UserException if the audit was not probed
   */
  public Verdict run(String auditId, String checkpointId) {
    List<Metric> metrics = AuditMetrics.read(spark, lake, auditId);
    if (metrics.isEmpty()) {
      throw new UserException(
          "Audit %s has no metrics. Run signals and probe first.".formatted(auditId));
    }
    JobRun run =
        JobRun.of(
            spark,
            lake,
            JOB,
            Map.of("policy", policy.policy().name(), "policySha256", policy.sha256()),
            Map.of(),
            auditId + "\n" + metrics);
    List<Row> chain = Verdicts.TABLE.read(spark, lake).orderBy(Verdicts.SEQUENCE).collectAsList();
    for (Row row : chain) {
      if (row.getAs(Verdicts.RUN_ID).equals(run.id())) {
        return VerdictFile.fromJson("table verdicts", row.getAs(Verdicts.DOCUMENT));
      }
    }
    String previous =
        chain.isEmpty() ? Verdict.GENESIS : chain.get(chain.size() - 1).getAs(Verdicts.SHA256);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Verdict verdict =
        Gate.decide(
            policy,
            metrics,
            new Gate.Case(auditId, AuditSubjects.of(spark, lake, checkpointId), now, previous));
    Row row =
        RowFactory.create(
            (long) chain.size(),
            run.id(),
            auditId,
            checkpointId,
            verdict.policy(),
            verdict.policySha256(),
            verdict.outcome().name(),
            VerdictFile.toJson(verdict),
            previous,
            verdict.hash());
    Verdicts.TABLE.append(
        spark.createDataFrame(List.of(row), Verdicts.SCHEMA), lake, run.commit(), "verdict");
    run.finish(Map.of(verdict.outcome().name().toLowerCase(Locale.ROOT), 1L), Verdicts.TABLE);
    return verdict;
  }

  /**
   * The newest verdict of an audit.
   *
   * @throws UserException if there is none
   */
  public static Verdict newest(SparkSession spark, Lake lake, String auditId) {
    List<Row> rows =
        Verdicts.TABLE
            .read(spark, lake)
            .filter(col(Verdicts.AUDIT_ID).equalTo(auditId))
            .orderBy(col(Verdicts.SEQUENCE).desc())
            .takeAsList(1);
    if (rows.isEmpty()) {
      throw new UserException("Audit %s has no verdict. Run gate first.".formatted(auditId));
    }
    return VerdictFile.fromJson("table verdicts", rows.get(0).getAs(Verdicts.DOCUMENT));
  }
}
