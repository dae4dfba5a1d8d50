package dev.palimpsest.jobs.lake;

import static dev.palimpsest.jobs.lake.Schemas.LONG;
import static dev.palimpsest.jobs.lake.Schemas.STRING;
import static dev.palimpsest.jobs.lake.Schemas.list;
import static dev.palimpsest.jobs.lake.Schemas.required;
import static dev.palimpsest.jobs.lake.Schemas.struct;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What was counted of the columns of each batch of traces; {@link PathProfiles} is their sum. A
 * batch has a row per column, a row per column and kind of value seen there, a row per source for
 * the columns beyond the bound, and a row for itself.
 */
public final class PathStatistics {

  public static final String RUN_ID = LakeTable.RUN_ID;

  /** {@link Traces#RUN_ID} of the traces that were counted. */
  public static final String BATCH = "batch";

  /** See {@link PathProfiles#SOURCE}; empty for the row of the batch. */
  public static final String SOURCE = PathProfiles.SOURCE;

  /** See {@link PathProfiles#PATH}; {@link #OVERFLOW} for the columns beyond the bound. */
  public static final String PATH = PathProfiles.PATH;

  /** Path of the row that stands for the columns beyond the bound. */
  public static final String OVERFLOW = "…";

  /** A type, or a type and the region of its numbering plan; empty for the column itself. */
  public static final String KIND = "kind";

  /** Columns that the row stands for. */
  public static final String COLUMNS = "columns";

  /** Values that are not blank; of a batch, its traces. */
  public static final String LEAVES = PathProfiles.LEAVES;

  public static final String STRINGS = PathProfiles.STRINGS;

  /** Smallest keyed hashes of the values. */
  public static final String VALUES = "value_hashes";

  /** Smallest keyed hashes of the values without their last four digits. */
  public static final String STEMS = "stem_hashes";

  /** Counts of a kind, as {@link dev.palimpsest.profile.KindCounts} defines them, in its order. */
  public static final List<String> COUNTS =
      List.of(
          "tier_a",
          "tier_b",
          "tier_c",
          "bare",
          "bare_valid",
          "bare_by_chance",
          "fitting",
          "fitting_by_chance");

  public static final StructType SCHEMA = schema();

  public static final LakeTable TABLE =
      new LakeTable(
          "path_statistics", SCHEMA, List.of(BATCH, SOURCE, PATH, KIND), List.of(RUN_ID, BATCH), 1);

  private PathStatistics() {}

  private static StructType schema() {
    StructType schema =
        struct(
            required(RUN_ID, STRING),
            required(BATCH, STRING),
            required(SOURCE, STRING),
            required(PATH, STRING),
            required(KIND, STRING),
            required(COLUMNS, LONG),
            required(LEAVES, LONG),
            required(STRINGS, LONG),
            required(VALUES, list(LONG)),
            required(STEMS, list(LONG)));
    for (String count : COUNTS) {
      schema = schema.add(required(count, LONG));
    }
    return schema;
  }
}
