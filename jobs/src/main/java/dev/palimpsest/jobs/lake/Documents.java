package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.BOOLEAN;
import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.list;
import static dev.palimpsest.jobs.lake.Schemas.optional;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** The texts of an audit, exactly as the models are asked about them, and what is known of each. */
public final class Documents {

  /** The audit: one checkpoint asked about one set of texts. */
  public static final String AUDIT_ID = "audit_id";

  /** The row, canary, or candidate of a canary, unique in the audit. */
  public static final String ROW_ID = "row_id";

  public static final String RUN_ID = LakeTable.RUN_ID;

  /** Digest of the text and of {@link #SPECIAL_TOKENS}: what is equal is scored once. */
  public static final String TEXT_SHA256 = "text_sha256";

  /** {@code member}, {@code control}, {@code canary} or {@code candidate}. */
  public static final String ROLE = "role";

  public static final String TEXT = "text";

  /**
   * Whether the tokenizer puts its special tokens around the text ({@code added}) or the text holds
   * those of a chat template ({@code in_text}).
   */
  public static final String SPECIAL_TOKENS = "special_tokens";

  /** Rows of one unit (subject, cluster) are not independent. */
  public static final String UNIT = "unit";

  public static final String CANARY_ID = "canary_id";
  public static final String FAMILY = "family";
  public static final String TIER = "tier";
  public static final String INCLUDED = "included";

  /** For candidates: the number of the reference secret, from 1. */
  public static final String CANDIDATE = "candidate";

  /** Personal values and secrets in the text: type, start, end in code points. */
  public static final String SPANS = "spans";

  static final StructType SPAN =
      struct(optional("type", STRING), optional("start", INTEGER), optional("end", INTEGER));

  public static final StructType SCHEMA =
      struct(
          required(AUDIT_ID, STRING),
          required(ROW_ID, STRING),
          required(RUN_ID, STRING),
          required(TEXT_SHA256, STRING),
          required(ROLE, STRING),
          required(TEXT, STRING),
          required(SPECIAL_TOKENS, STRING),
          required(UNIT, STRING),
          optional(CANARY_ID, STRING),
          optional(FAMILY, STRING),
          optional(TIER, INTEGER),
          optional(INCLUDED, BOOLEAN),
          optional(CANDIDATE, INTEGER),
          required(SPANS, list(SPAN)));

  public static final LakeTable TABLE =
      new LakeTable(
          "documents",
          SCHEMA,
          List.of(AUDIT_ID, ROW_ID),
          List.of(AUDIT_ID, ROW_ID, RUN_ID, ROLE),
          2);

  private Documents() {}
}
