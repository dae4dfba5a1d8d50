package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.required;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * One row per trace that {@code collapse} kept: the same columns as {@link Traces}, masked, with
 * keyed digests of what went in and came out and the policy that decided.
 */
public final class Scrubbed {

  /** Keyed digest of the conversation before masking. */
  public static final String INPUT_DIGEST = "input_digest";

  /** Keyed digest of the conversation after masking. */
  public static final String OUTPUT_DIGEST = "output_digest";

  public static final String POLICY_SHA256 = "policy_sha256";

  public static final StructType SCHEMA =
      Traces.SCHEMA
          .add(required(INPUT_DIGEST, STRING))
          .add(required(OUTPUT_DIGEST, STRING))
          .add(required(POLICY_SHA256, STRING));

  public static final LakeTable TABLE =
      new LakeTable(
          "scrubbed",
          SCHEMA,
          List.of(Traces.ROW_ID),
          List.of(Traces.ROW_ID, Traces.RUN_ID, Traces.STARTED_AT),
          1);

  private Scrubbed() {}
}
