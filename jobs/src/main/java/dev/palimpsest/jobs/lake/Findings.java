package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.DOUBLE;
import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.list;
import static dev.palimpsest.jobs.lake.Schemas.optional;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** One row per personal datum found, with the evidence and what was done. Never the value. */
public final class Findings {

  public static final String ROW_ID = "row_id";
  public static final String RUN_ID = LakeTable.RUN_ID;
  public static final String LEAF = "leaf";

  /** Span in the leaf's outermost string, UTF-16 units, end exclusive. */
  public static final String START = "start";

  public static final String END = "end";

  /** The same span in code points. */
  public static final String START_CODE_POINT = "start_code_point";

  public static final String END_CODE_POINT = "end_code_point";

  public static final String TYPE = "type";
  public static final String ALTERNATIVES = "alternatives";

  /**
   * {@code A} validated, {@code B} shape and context, {@code C} shape only, {@code D} model only.
   */
  public static final String TIER = "tier";

  /** In [0, 1], higher is surer. */
  public static final String SCORE = "score";

  public static final String RULE = "rule";
  public static final String EVIDENCE = "evidence";

  /** What the policy said: {@code mask}, {@code report}. */
  public static final String ACTION = "action";

  public static final String OPERATOR = "operator";
  public static final String KEY_VERSION = "key_version";
  public static final String POLICY_SHA256 = "policy_sha256";

  public static final StructType SCHEMA =
      struct(
          required(ROW_ID, STRING),
          required(RUN_ID, STRING),
          required(LEAF, STRING),
          required(START, INTEGER),
          required(END, INTEGER),
          required(START_CODE_POINT, INTEGER),
          required(END_CODE_POINT, INTEGER),
          required(TYPE, STRING),
          required(ALTERNATIVES, list(STRING)),
          required(TIER, STRING),
          required(SCORE, DOUBLE),
          required(RULE, STRING),
          required(EVIDENCE, list(STRING)),
          required(ACTION, STRING),
          optional(OPERATOR, STRING),
          optional(KEY_VERSION, STRING),
          required(POLICY_SHA256, STRING));

  public static final LakeTable TABLE =
      new LakeTable(
          "findings",
          SCHEMA,
          List.of(ROW_ID, LEAF, START, END, TYPE),
          List.of(ROW_ID, RUN_ID, TYPE, TIER),
          1);

  private Findings() {}
}
