package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.LONG_MAP;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.TIMESTAMP;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** One row per finished job run that changed something. */
public final class Runs {

  public static final String RUN_ID = LakeTable.RUN_ID;
  public static final String JOB = "job";

  /** Effective configuration as JSON; keys by reference only. */
  public static final String CONFIGURATION = "configuration";

  public static final String CONFIG_SHA256 = "config_sha256";

  /** Table → version read. */
  public static final String INPUTS = "inputs";

  /** Table → version after the run. */
  public static final String OUTPUTS = "outputs";

  /** What the job counted; the counts reconcile. */
  public static final String COUNTS = "counts";

  public static final String VERSION = "version";
  public static final String STARTED_AT = "started_at";
  public static final String DURATION_MS = "duration_ms";
  public static final String OUTCOME = "outcome";

  public static final StructType SCHEMA =
      struct(
          required(RUN_ID, STRING),
          required(JOB, STRING),
          required(CONFIGURATION, STRING),
          required(CONFIG_SHA256, STRING),
          required(INPUTS, LONG_MAP),
          required(OUTPUTS, LONG_MAP),
          required(COUNTS, LONG_MAP),
          required(VERSION, STRING),
          required(STARTED_AT, TIMESTAMP),
          required(DURATION_MS, LONG),
          required(OUTCOME, STRING));

  public static final LakeTable TABLE =
      new LakeTable("runs", SCHEMA, List.of(RUN_ID), List.of(RUN_ID, JOB, STARTED_AT), 1);

  private Runs() {}
}
