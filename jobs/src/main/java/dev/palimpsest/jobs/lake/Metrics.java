package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.DOUBLE;
import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.optional;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What was measured: points with bounds, the counts behind them, and the rule. An audit's probes
 * write here, and {@code dedup}, under the id of its run, what it left out of buckets that were too
 * big.
 */
public final class Metrics {

  public static final String AUDIT_ID = Documents.AUDIT_ID;
  public static final String RUN_ID = LakeTable.RUN_ID;

  /** Place in the report's order. */
  public static final String POSITION = "position";

  public static final String PROBE = "probe";
  public static final String SLICE = "slice";
  public static final String METRIC = "metric";
  public static final String POINT = "point";
  public static final String LOW = "low";
  public static final String HIGH = "high";
  public static final String MEMBERS = "members";
  public static final String CONTROLS = "controls";
  public static final String RULE = "rule";

  public static final StructType SCHEMA =
      struct(
          required(AUDIT_ID, STRING),
          required(RUN_ID, STRING),
          required(POSITION, LONG),
          required(PROBE, STRING),
          required(SLICE, STRING),
          required(METRIC, STRING),
          optional(POINT, DOUBLE),
          optional(LOW, DOUBLE),
          optional(HIGH, DOUBLE),
          required(MEMBERS, LONG),
          required(CONTROLS, LONG),
          required(RULE, STRING));

  public static final LakeTable TABLE =
      new LakeTable(
          "metrics",
          SCHEMA,
          List.of(AUDIT_ID, PROBE, SLICE, METRIC),
          List.of(AUDIT_ID, RUN_ID, PROBE, SLICE, METRIC),
          1);

  private Metrics() {}
}
