package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * Files that {@code ingest} read or is about to read. A batch is first {@link #PLANNED}, in one
 * commit, and {@link #DONE} when its rows are in: a batch that is planned only was interrupted and
 * is done again, exactly.
 */
public final class Inputs {

  public static final String RUN_ID = LakeTable.RUN_ID;
  public static final String SOURCE_URI = "source_uri";

  /** The file's path below the path that was given. */
  public static final String FILE = "file";

  public static final String FORMAT = "format";
  public static final String SIZE = "size";

  /** Milliseconds since 1970. */
  public static final String MODIFIED_AT = "modified_at";

  public static final String SHA256 = "sha256";
  public static final StructType SCHEMA =
      struct(
          required(RUN_ID, STRING),
          required(SOURCE_URI, STRING),
          required(FILE, STRING),
          required(FORMAT, STRING),
          required(SIZE, LONG),
          required(MODIFIED_AT, LONG),
          required(SHA256, STRING));

  public static final LakeTable TABLE =
      new LakeTable("inputs", SCHEMA, List.of(SOURCE_URI, SHA256), List.of(RUN_ID), 1);

  private Inputs() {}
}
