package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.DOUBLE;
import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** One row per document and probe; higher means more like a member. */
public final class Scores {

  public static final String AUDIT_ID = Documents.AUDIT_ID;
  public static final String ROW_ID = Documents.ROW_ID;
  public static final String RUN_ID = LakeTable.RUN_ID;
  public static final String ROLE = Documents.ROLE;
  public static final String PROBE = "probe";
  public static final String SCORE = "score";

  /** Tokens that the score rests on. */
  public static final String TOKENS = "tokens";

  public static final StructType SCHEMA =
      struct(
          required(AUDIT_ID, STRING),
          required(ROW_ID, STRING),
          required(RUN_ID, STRING),
          required(ROLE, STRING),
          required(PROBE, STRING),
          required(SCORE, DOUBLE),
          required(TOKENS, INTEGER));

  public static final LakeTable TABLE =
      new LakeTable(
          "scores",
          SCHEMA,
          List.of(AUDIT_ID, ROW_ID, PROBE),
          List.of(AUDIT_ID, ROW_ID, RUN_ID, PROBE),
          1);

  private Scores() {}
}
