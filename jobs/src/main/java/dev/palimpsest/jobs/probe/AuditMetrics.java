package dev.palimpsest.jobs.probe;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.audit.stats.Metric;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Metrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The metrics of an audit, read from the lake. */
public final class AuditMetrics {

  private AuditMetrics() {}

  /** In the order of reports; empty if the audit was not probed. */
  public static List<Metric> read(SparkSession spark, Lake lake, String auditId) {
    List<Metric> metrics = new ArrayList<>();
    for (Row row :
        Metrics.TABLE
            .read(spark, lake)
            .filter(col(Metrics.AUDIT_ID).equalTo(auditId))
            .orderBy(Metrics.POSITION)
            .collectAsList()) {
      metrics.add(
          new Metric(
              row.getAs(Metrics.PROBE),
              row.getAs(Metrics.SLICE),
              row.getAs(Metrics.METRIC),
              number(row, Metrics.POINT),
              number(row, Metrics.LOW),
              number(row, Metrics.HIGH),
              Math.toIntExact(row.<Long>getAs(Metrics.MEMBERS)),
              Math.toIntExact(row.<Long>getAs(Metrics.CONTROLS)),
              row.getAs(Metrics.RULE)));
    }
    return metrics;
  }

  private static @Nullable Double number(Row row, String column) {
    return row.getAs(column);
  }
}
