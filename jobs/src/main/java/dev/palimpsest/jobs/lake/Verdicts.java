package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Gate decisions, chained: each names the digest of the one before. */
public final class Verdicts {

  public static final String SEQUENCE = "sequence";
  public static final String RUN_ID = LakeTable.RUN_ID;
  public static final String AUDIT_ID = Documents.AUDIT_ID;
  public static final String CHECKPOINT_ID = Checkpoints.CHECKPOINT_ID;
  public static final String POLICY = "policy";
  public static final String POLICY_SHA256 = "policy_sha256";
  public static final String VERDICT = "verdict";

  /** The whole verdict as JSON: every rule with what it saw. */
  public static final String DOCUMENT = "document";

  public static final String PREVIOUS_SHA256 = "previous_sha256";
  public static final String SHA256 = "sha256";

  public static final StructType SCHEMA =
      struct(
          required(SEQUENCE, LONG),
          required(RUN_ID, STRING),
          required(AUDIT_ID, STRING),
          required(CHECKPOINT_ID, STRING),
          required(POLICY, STRING),
          required(POLICY_SHA256, STRING),
          required(VERDICT, STRING),
          required(DOCUMENT, STRING),
          required(PREVIOUS_SHA256, STRING),
          required(SHA256, STRING));

  public static final LakeTable TABLE =
      new LakeTable(
          "verdicts", SCHEMA, List.of(SEQUENCE), List.of(SEQUENCE, RUN_ID, CHECKPOINT_ID), 1);

  private Verdicts() {}
}
