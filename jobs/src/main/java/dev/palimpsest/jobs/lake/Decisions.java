package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.DOUBLE;
import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.optional;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * Keep or drop, and why: {@code collapse} writes the rows it drops and {@code scrub} those it
 * refuses, {@code dedup} completes the table to one row per trace.
 */
public final class Decisions {

  public static final String ROW_ID = "row_id";
  public static final String RUN_ID = LakeTable.RUN_ID;

  /** {@link #KEEP} or {@link #DROP}. */
  public static final String ACTION = "action";

  public static final String KEEP = "keep";
  public static final String DROP = "drop";

  /** Job that decided: {@code collapse} or {@code dedup}; {@code scrub} for rows it refused. */
  public static final String JOB = "job";

  /**
   * {@code exact}, {@code prefix}, {@code near}, {@code quarantine} or, where the policy takes a
   * row out, {@code dropped} for drops; null for keeps.
   */
  public static final String STAGE = "stage";

  /**
   * Row that stays for this one. It may have a keeper itself; the chain ends at a kept row, or at
   * one that the scrub refused, and then nothing of the conversation stays.
   */
  public static final String KEEPER = "keeper";

  /** Exact Jaccard similarity of the shingle sets, in [0, 1]; near drops only. */
  public static final String JACCARD = "jaccard";

  /** Share of the smaller shingle set that the larger one holds, in [0, 1]; near drops only. */
  public static final String CONTAINMENT = "containment";

  /** Number of MinHash bands that the two rows share. */
  public static final String SHARED_BANDS = "shared_bands";

  /** How many rows the run that decided compared this one with, text by text. */
  public static final String COMPARISONS = "comparisons";

  /** Folder of the file that the row came from. */
  public static final String SOURCE = "source";

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
          required(COMPARISONS, LONG),
          required(SOURCE, STRING),
          required(REASON, STRING),
          required(RULE_VERSION, STRING));

  public static final LakeTable TABLE =
      new LakeTable(
          "decisions",
          SCHEMA,
          List.of(ROW_ID),
          List.of(ROW_ID, RUN_ID, ACTION, STAGE),
          2,
          List.of(RUN_ID, COMPARISONS));

  private Decisions() {}

  /**
   * The {@link #SOURCE} of a row with {@link Traces#PROVENANCE}; the file where it has no folder.
   */
  public static Column source() {
    Column uri = coalesce(col(Traces.PROVENANCE + ".source_uri"), lit("unknown"));
    return regexp_replace(uri, "/[^/]*$", "").as(SOURCE);
  }
}
