package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.optional;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * One row per input that could not be used, with the reason and where it lies. Its bytes are not
 * kept: they are where {@code source_uri} and {@code line} say.
 */
public final class Quarantine {

  public static final String QUARANTINE_ID = "quarantine_id";
  public static final String RUN_ID = LakeTable.RUN_ID;

  /** The job that refused it. */
  public static final String STAGE = "stage";

  public static final String REASON = "reason";

  /** Rule and leaf for rows that a detector failed on; never text. */
  public static final String DETAIL = "detail";

  /** The row refused, for stages after {@code ingest}. */
  public static final String ROW_ID = "row_id";

  /** Path of the file below the path that was given to {@code ingest}. */
  public static final String FILE = "file";

  public static final String LINE = "line";
  public static final String LINE_SHA256 = "line_sha256";

  /** The record's own id, where it could be read. */
  public static final String ID = "id";

  public static final String SOURCE_URI = "source_uri";
  public static final String SOURCE_FORMAT = "source_format";

  public static final StructType SCHEMA =
      struct(
          required(QUARANTINE_ID, STRING),
          required(RUN_ID, STRING),
          required(STAGE, STRING),
          required(REASON, STRING),
          optional(DETAIL, STRING),
          optional(ROW_ID, STRING),
          optional(FILE, STRING),
          optional(LINE, LONG),
          optional(LINE_SHA256, STRING),
          optional(ID, STRING),
          optional(SOURCE_URI, STRING),
          optional(SOURCE_FORMAT, STRING));

  public static final LakeTable TABLE =
      new LakeTable(
          "quarantine",
          SCHEMA,
          List.of(QUARANTINE_ID),
          List.of(QUARANTINE_ID, RUN_ID, STAGE, REASON),
          1);

  private Quarantine() {}
}
