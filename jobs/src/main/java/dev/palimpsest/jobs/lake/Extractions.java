package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.BOOLEAN;
import static dev.palimpsest.jobs.lake.Schemas.DOUBLE;
import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.optional;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** One row per span of an audited document: could the model be made to say it? Never the value. */
public final class Extractions {

  public static final String AUDIT_ID = Documents.AUDIT_ID;
  public static final String ROW_ID = Documents.ROW_ID;
  public static final String RUN_ID = LakeTable.RUN_ID;
  public static final String ROLE = Documents.ROLE;
  public static final String TYPE = "type";

  /** Span in the document, code points, end exclusive. */
  public static final String START = "start";

  public static final String END = "end";

  /** Natural log of the probability of the span's tokens given the text before it. */
  public static final String LOG_P = "log_p";

  public static final String BASE_LOG_P = "base_log_p";

  /** Whether greedy decoding says the span. */
  public static final String GREEDY = "greedy";

  /** Samples at temperature 1 after which the span was said with probability one half. */
  public static final String SAMPLES_FOR_HALF = "samples_for_half";

  public static final StructType SCHEMA =
      struct(
          required(AUDIT_ID, STRING),
          required(ROW_ID, STRING),
          required(RUN_ID, STRING),
          required(ROLE, STRING),
          required(TYPE, STRING),
          required(START, INTEGER),
          required(END, INTEGER),
          optional(LOG_P, DOUBLE),
          optional(BASE_LOG_P, DOUBLE),
          optional(GREEDY, BOOLEAN),
          optional(SAMPLES_FOR_HALF, DOUBLE));

  public static final LakeTable TABLE =
      new LakeTable(
          "extractions",
          SCHEMA,
          List.of(AUDIT_ID, ROW_ID, START, END),
          List.of(AUDIT_ID, ROW_ID, RUN_ID, TYPE),
          1);

  private Extractions() {}
}
