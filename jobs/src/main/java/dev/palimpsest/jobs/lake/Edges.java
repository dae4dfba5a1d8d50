package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.DOUBLE;
import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Verified near-duplicate pairs, the better-ranked row on the left. */
public final class Edges {

  public static final String LEFT_ID = "left_id";
  public static final String RIGHT_ID = "right_id";
  public static final String RUN_ID = LakeTable.RUN_ID;
  public static final String JACCARD = "jaccard";
  public static final String CONTAINMENT = "containment";
  public static final String SHARED_BANDS = "shared_bands";
  public static final String SPEC_SHA256 = "spec_sha256";

  public static final StructType SCHEMA =
      struct(
          required(LEFT_ID, STRING),
          required(RIGHT_ID, STRING),
          required(RUN_ID, STRING),
          required(JACCARD, DOUBLE),
          required(CONTAINMENT, DOUBLE),
          required(SHARED_BANDS, INTEGER),
          required(SPEC_SHA256, STRING));

  public static final LakeTable TABLE =
      new LakeTable(
          "edges", SCHEMA, List.of(LEFT_ID, RIGHT_ID), List.of(LEFT_ID, RIGHT_ID, RUN_ID), 1);

  private Edges() {}
}
