package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.list;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** The near-duplicate index: one row per scrubbed document, reusable by later batches. */
public final class Signatures {

  public static final String ROW_ID = "row_id";
  public static final String RUN_ID = LakeTable.RUN_ID;

  /** Digest of the specification (tokenizer, k, bands, seeds); two are never mixed. */
  public static final String SPEC_SHA256 = "spec_sha256";

  /** {@link Scrubbed#OUTPUT_DIGEST} of the document that it was made from. */
  public static final String OUTPUT_DIGEST = "output_digest";

  /** Chain of digests over the scrubbed turns; the last one stands for the whole conversation. */
  public static final String TURN_DIGESTS = "turn_digests";

  /** Number of distinct shingles. */
  public static final String SHINGLES = "shingles";

  /** One 64-bit key per band; none for a document without text. */
  public static final String BANDS = "bands";

  public static final StructType SCHEMA =
      struct(
          required(ROW_ID, STRING),
          required(RUN_ID, STRING),
          required(SPEC_SHA256, STRING),
          required(OUTPUT_DIGEST, STRING),
          required(TURN_DIGESTS, list(STRING)),
          required(SHINGLES, INTEGER),
          required(BANDS, list(LONG)));

  /** The run of a row counts: signatures of a run that did not come to its end are made again. */
  public static final LakeTable TABLE =
      new LakeTable("signatures", SCHEMA, List.of(ROW_ID), List.of(ROW_ID, RUN_ID), 1, List.of());

  private Signatures() {}
}
