package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.BOOLEAN;
import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.list;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * Planted and held-out secrets of a corpus version, fixed before training. Who has read this table
 * can no longer be audited with it.
 */
public final class Canaries {

  public static final String CANARY_ID = "canary_id";
  public static final String CORPUS = Corpus.NAME;
  public static final String VERSION = Corpus.VERSION;
  public static final String RUN_ID = LakeTable.RUN_ID;
  public static final String FAMILY = "family";

  /** Repetitions in the corpus. */
  public static final String TIER = "tier";

  /** The coin: whether it was planted. */
  public static final String INCLUDED = "included";

  public static final String TEXT = "text";

  /** Span of the secret in the text, code points, end exclusive. */
  public static final String SECRET_START = "secret_start";

  public static final String SECRET_END = "secret_end";

  /** Secrets of the same format that were never planted: the canary's own is ranked among them. */
  public static final String REFERENCES = "references";

  /** Digest of canaries and references as planned. */
  public static final String PLAN_SHA256 = "plan_sha256";

  public static final StructType SCHEMA =
      struct(
          required(CANARY_ID, STRING),
          required(CORPUS, STRING),
          required(VERSION, INTEGER),
          required(RUN_ID, STRING),
          required(FAMILY, STRING),
          required(TIER, INTEGER),
          required(INCLUDED, BOOLEAN),
          required(TEXT, STRING),
          required(SECRET_START, INTEGER),
          required(SECRET_END, INTEGER),
          required(REFERENCES, list(STRING)),
          required(PLAN_SHA256, STRING));

  public static final LakeTable TABLE =
      new LakeTable(
          "canaries",
          SCHEMA,
          List.of(CORPUS, VERSION, CANARY_ID),
          List.of(CANARY_ID, VERSION, RUN_ID),
          1);

  private Canaries() {}
}
