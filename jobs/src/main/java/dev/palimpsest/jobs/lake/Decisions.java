package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.DOUBLE;
import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.optional;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * Keep or drop, and why: {@code collapse} writes the rows it drops, {@code dedup} completes the
 * table to one row per trace.
 */
public final class Decisions {

  public static final String ROW_ID = "row_id";
  public static final String RUN_ID = LakeTable.RUN_ID;

  /** {@link #KEEP} or {@link #DROP}. */
  public static final String ACTION = "action";

  public static final String KEEP = "keep";
  public static final String DROP = "drop";

  /** Job that decided: {@code collapse} or {@code dedup}; {@code scrub} for quarantined rows. */
  public static final String JOB = "job";

  /**
   * {@code exact}, {@code prefix}, {@code near} or {@code quarantine} for drops; null for keeps.
   */
  public static final String STAGE = "stage";

  /** Row that stays for this one; it may have a keeper itself, the chain ends at a kept row. */
  public static final String KEEPER = "keeper";

  /** Exact Jaccard similarity of the shingle sets, in [0, 1]; near drops only. */
  public static final String JACCARD = "jaccard";

  /** Share of the smaller shingle set that the larger one holds, in [0, 1]; near drops only. */
  public static final String CONTAINMENT = "containment";

  /** Number of MinHash bands that the two rows share. */
  public static final String SHARED_BANDS = "shared_bands";

  /** In words, for people. */
  public static final String REASON = "reason";

  public static final String RULE_VERSION = "rule_version";

  public static final StructType SCHEMA =
      struct(
          required(ROW_ID, STRING),
          required(RUN_ID, STRING),
          required(ACTION, STRING),
          required(JOB, STRING),
          optional(STAGE, STRING),
          optional(KEEPER, STRING),
          optional(JACCARD, DOUBLE),
          optional(CONTAINMENT, DOUBLE),
          optional(SHARED_BANDS, INTEGER),
          required(REASON, STRING),
          required(RULE_VERSION, STRING));

  public static final LakeTable TABLE =
      new LakeTable(
          "decisions", SCHEMA, List.of(ROW_ID), List.of(ROW_ID, RUN_ID, ACTION, STAGE), 1);

  private Decisions() {}
}
