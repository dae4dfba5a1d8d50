package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.INTEGER;
import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.list;
import static dev.palimpsest.jobs.lake.Schemas.optional;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Registered checkpoints and adapters: what they are made of and what they were trained on. */
public final class Checkpoints {

  /** First 16 digits of a digest over weights, adapters, tokenizer and template. */
  public static final String CHECKPOINT_ID = "checkpoint_id";

  public static final String RUN_ID = LakeTable.RUN_ID;
  public static final String NAME = "name";
  public static final String FOLDER = "folder";
  public static final String ADAPTERS = "adapters";
  public static final String WEIGHTS_SHA256 = "weights_sha256";
  public static final String ADAPTER_SHA256 = "adapter_sha256";
  public static final String CONFIG_SHA256 = "config_sha256";
  public static final String TOKENIZER_SHA256 = "tokenizer_sha256";
  public static final String TEMPLATE_SHA256 = "template_sha256";

  /** Folder of the model before training, for an adapter the checkpoint itself; may be unknown. */
  public static final String BASE_FOLDER = "base_folder";

  public static final String BASE_SHA256 = "base_sha256";
  public static final String BASE_REVISION = "base_revision";
  public static final String CORPUS = Corpus.NAME;
  public static final String CORPUS_VERSION = "corpus_version";

  /** Digest of the corpus version's rows. */
  public static final String CORPUS_SHA256 = "corpus_sha256";

  /** {@code trainer.json} as the trainer wrote it; hyper-parameters and digests. */
  public static final String TRAINER = "trainer";

  public static final String OWNER = "owner";

  /** Version of the table {@code erasures} when the checkpoint was registered; −1 for none. */
  public static final String ERASURE_WATERMARK = "erasure_watermark";

  public static final StructType SCHEMA =
      struct(
          required(CHECKPOINT_ID, STRING),
          required(RUN_ID, STRING),
          required(NAME, STRING),
          required(FOLDER, STRING),
          required(ADAPTERS, list(STRING)),
          required(WEIGHTS_SHA256, STRING),
          required(ADAPTER_SHA256, list(STRING)),
          required(CONFIG_SHA256, STRING),
          required(TOKENIZER_SHA256, STRING),
          optional(TEMPLATE_SHA256, STRING),
          optional(BASE_FOLDER, STRING),
          optional(BASE_SHA256, STRING),
          optional(BASE_REVISION, STRING),
          optional(CORPUS, STRING),
          optional(CORPUS_VERSION, INTEGER),
          optional(CORPUS_SHA256, STRING),
          optional(TRAINER, STRING),
          optional(OWNER, STRING),
          required(ERASURE_WATERMARK, LONG));

  public static final LakeTable TABLE =
      new LakeTable(
          "checkpoints", SCHEMA, List.of(CHECKPOINT_ID), List.of(CHECKPOINT_ID, RUN_ID), 1);

  private Checkpoints() {}
}
