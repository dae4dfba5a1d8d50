package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.BINARY;
import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What a model thought of every token of a text, packed. Keyed by what was computed, not by who
 * asked: a second adapter on the same base finds the base's signals here.
 */
public final class Signals {

  /** Digest of weights, adapters, tokenizer, engine and number type. */
  public static final String MODEL_KEY = "model_key";

  public static final String TEXT_SHA256 = Documents.TEXT_SHA256;
  public static final String RUN_ID = LakeTable.RUN_ID;
  public static final String TOKENS = "tokens";

  /** See {@code dev.palimpsest.audit.signal.PackedSignals}. */
  public static final String PACKED = "packed";

  public static final StructType SCHEMA =
      struct(
          required(MODEL_KEY, STRING),
          required(TEXT_SHA256, STRING),
          required(RUN_ID, STRING),
          required(TOKENS, INTEGER),
          required(PACKED, BINARY));

  public static final LakeTable TABLE =
      new LakeTable(
          "signals",
          SCHEMA,
          List.of(MODEL_KEY, TEXT_SHA256),
          List.of(MODEL_KEY, TEXT_SHA256, RUN_ID),
          1);

  private Signals() {}
}
