package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.STRING_MAP;
import static dev.palimpsest.jobs.lake.Schemas.TIMESTAMP;
import static dev.palimpsest.jobs.lake.Schemas.list;
import static dev.palimpsest.jobs.lake.Schemas.optional;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** One row per model answer, as read: the canonical conversation with where it came from. */
public final class Traces {

  public static final String ROW_ID = "row_id";
  public static final String RUN_ID = LakeTable.RUN_ID;
  public static final String CONVERSATION_ID = "conversation_id";
  public static final String TRACE_ID = "trace_id";
  public static final String SPAN_ID = "span_id";
  public static final String CHOICE = "choice";
  public static final String STARTED_AT = "started_at";
  public static final String MODEL = "model";

  /** HMAC-SHA256 of the data subject's id, hexadecimal. */
  public static final String SUBJECT_KEY = "subject_key";

  public static final String SESSION_ID = "session_id";
  public static final String TENANT = "tenant";
  public static final String MESSAGES = "messages";
  public static final String TOOLS = "tools";
  public static final String FEEDBACK = "feedback";
  public static final String OUTPUT_OF = "output_of";
  public static final String METADATA = "metadata";

  /** Chain of keyed digests over the turns; the last one stands for the whole conversation. */
  public static final String TURN_DIGESTS = "turn_digests";

  /** Keyed digest of the record's own id, where the format has one; see {@code DUPLICATE_ID}. */
  public static final String RECORD_KEY = "record_key";

  /** Keyed digest of what the whole record says; equal for a record that is logged twice. */
  public static final String RECORD_DIGEST = "record_digest";

  public static final String PROVENANCE = "provenance";

  static final StructType TOOL_CALL =
      struct(optional("id", STRING), optional("name", STRING), optional("arguments", STRING));

  static final StructType MESSAGE =
      struct(
          optional("role", STRING),
          optional("content", STRING),
          optional("reasoning", STRING),
          optional("name", STRING),
          optional("tool_calls", list(TOOL_CALL)),
          optional("tool_call_id", STRING),
          optional("weight", INTEGER));

  static final StructType TOOL =
      struct(
          optional("name", STRING),
          optional("description", STRING),
          optional("parameters", STRING));

  static final StructType FEEDBACK_ENTRY =
      struct(
          optional("name", STRING),
          optional("value", Schemas.DOUBLE),
          optional("label", STRING),
          optional("comment", STRING),
          optional("source", STRING));

  /** Where a row was read. {@code occurrence} counts equal lines from 0. */
  static final StructType PROVENANCE_TYPE =
      struct(
          optional("source_uri", STRING),
          optional("source_format", STRING),
          optional("source_file_sha256", STRING),
          optional("source_line", LONG),
          optional("source_row_sha256", STRING),
          optional("occurrence", INTEGER));

  public static final StructType SCHEMA =
      struct(
          required(ROW_ID, STRING),
          required(RUN_ID, STRING),
          required(CONVERSATION_ID, STRING),
          required(TRACE_ID, STRING),
          optional(SPAN_ID, STRING),
          required(CHOICE, INTEGER),
          optional(STARTED_AT, TIMESTAMP),
          optional(MODEL, STRING),
          optional(SUBJECT_KEY, STRING),
          optional(SESSION_ID, STRING),
          optional(TENANT, STRING),
          required(MESSAGES, list(MESSAGE)),
          required(TOOLS, list(TOOL)),
          required(FEEDBACK, list(FEEDBACK_ENTRY)),
          optional(OUTPUT_OF, STRING),
          required(METADATA, STRING_MAP),
          required(TURN_DIGESTS, list(STRING)),
          optional(RECORD_KEY, STRING),
          required(RECORD_DIGEST, STRING),
          required(PROVENANCE, PROVENANCE_TYPE));

  public static final LakeTable TABLE =
      new LakeTable("traces", SCHEMA, List.of(ROW_ID), List.of(ROW_ID, RUN_ID, STARTED_AT), 1);

  private Traces() {}
}
