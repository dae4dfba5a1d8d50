package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.DOUBLE;
import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * One row per column of the lake and type seen in it: how often, and what the scrub makes of it.
 * For a privacy reviewer; never a value. A finding for which a column spoke names the version of
 * this table in its evidence.
 */
public final class PathProfiles {

  public static final String RUN_ID = LakeTable.RUN_ID;

  /**
   * {@code tool NAME arguments}, {@code tool NAME result}, {@code metadata}, {@code user content}.
   */
  public static final String SOURCE = "source";

  /** JSON path below it; array indexes are left out, personal keys hidden. */
  public static final String PATH = "path";

  public static final String TYPE = "type";

  /** Values that are not blank. */
  public static final String LEAVES = "leaves";

  /** Those among them that are strings and no numbers. */
  public static final String STRINGS = "strings";

  /** Different values, about: exact below 64, with a standard deviation of 13 % above. */
  public static final String DISTINCT = "distinct_values";

  /** Values that are, whole, a finding of the type: of tier A, else B, else C. */
  public static final String TIER_A = "tier_a";

  public static final String TIER_B = "tier_b";
  public static final String TIER_C = "tier_c";

  /** Share of the values that are or could be of the type. */
  public static final String FITTING = "fitting_share";

  /** The same share of values of the same form with random digits. */
  public static final String CHANCE = "chance_share";

  /** Values of tier B for which nothing but shape speaks, where the type has a check. */
  public static final String BARE = "bare";

  /** Those among them that pass the check. */
  public static final String BARE_VALID = "bare_valid";

  /** Those among them that pass the check with random digits. */
  public static final String BARE_BY_CHANCE = "bare_by_chance";

  /** {@code lift}, {@code lower} or {@code none}. */
  public static final String DECISION = "decision";

  public static final StructType SCHEMA =
      struct(
          required(RUN_ID, STRING),
          required(SOURCE, STRING),
          required(PATH, STRING),
          required(TYPE, STRING),
          required(DECISION, STRING),
          required(LEAVES, LONG),
          required(STRINGS, LONG),
          required(DISTINCT, LONG),
          required(TIER_A, LONG),
          required(TIER_B, LONG),
          required(TIER_C, LONG),
          required(FITTING, DOUBLE),
          required(CHANCE, DOUBLE),
          required(BARE, LONG),
          required(BARE_VALID, LONG),
          required(BARE_BY_CHANCE, LONG));

  public static final LakeTable TABLE =
      new LakeTable(
          "path_profile", SCHEMA, List.of(SOURCE, PATH, TYPE), List.of(RUN_ID, TYPE, DECISION), 1);

  private PathProfiles() {}
}
