package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.DOUBLE;
import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.optional;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * One row per row of a training corpus, held-out ones included. The text is in {@link Scrubbed} and
 * {@link Canaries}; a version never changes.
 */
public final class Corpus {

  public static final String NAME = "corpus";
  public static final String VERSION = "version";

  /** A row of {@link Scrubbed}, or the planting of a canary. */
  public static final String ROW_ID = "row_id";

  public static final String RUN_ID = LakeTable.RUN_ID;

  /** {@link #TRAIN} or {@link #HOLDOUT}. */
  public static final String SPLIT = "split";

  public static final String TRAIN = "train";
  public static final String HOLDOUT = "holdout";

  /** What the coin was tossed for: rows of one unit are never on both sides. */
  public static final String UNIT = "unit";

  /** Rows of the lake that this one stands for, itself included; copies and near copies. */
  public static final String DUPLICATES = "duplicates";

  /**
   * The least id of the rows that hang together with this one by near copies; its own if there are
   * none.
   */
  public static final String CLUSTER = "cluster";

  /** How much the row counts in training, greater than 0. */
  public static final String WEIGHT = "weight";

  public static final String CANARY_ID = "canary_id";

  public static final StructType SCHEMA =
      struct(
          required(NAME, STRING),
          required(VERSION, INTEGER),
          required(ROW_ID, STRING),
          required(RUN_ID, STRING),
          required(SPLIT, STRING),
          required(UNIT, STRING),
          required(DUPLICATES, LONG),
          required(CLUSTER, STRING),
          required(WEIGHT, DOUBLE),
          optional(CANARY_ID, STRING));

  public static final LakeTable TABLE =
      new LakeTable(
          "corpus",
          SCHEMA,
          List.of(NAME, VERSION, ROW_ID),
          List.of(NAME, VERSION, ROW_ID, RUN_ID),
          2);

  private Corpus() {}
}
