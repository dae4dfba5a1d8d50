package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import dev.palimpsest.jobs.collapse.Repeats;
import dev.palimpsest.jobs.lake.Signatures;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows with their place in the order of preference. */
final class RankedRows {

  /** A number, less for a row that is preferred; with gaps. */
  static final String RANK = "rank";

  /** Whether the row is still to be compared with the others of its buckets. */
  static final String OPEN = "open";

  /**
   * Whether the row has been compared, or is being compared, with all others of which this holds.
   */
  static final String MET = "met";

  private RankedRows() {}

  /**
   * The rows that have shingles, with {@link #RANK}, {@link Signatures#SHINGLES}, {@link
   * Signatures#BANDS}, {@link #OPEN} and {@link #MET}.
   *
   * <p>The ranks depend on how the sorted rows are partitioned, their order does not, and decisions
   * depend on the order alone. They are to be worked out once and stored.
   *
   * @param rows with a {@link Repeats#PREFERENCE} and the columns of {@link DocumentState}
   * @param earlier what was compared before
   */
  static Dataset<Row> of(Dataset<Row> rows, EarlierPairs earlier) {
    return earlier
        .mark(rows)
        .filter(col(Signatures.SHINGLES).gt(0))
        .orderBy(col(Repeats.PREFERENCE))
        .select(
            monotonically_increasing_id().as(RANK),
            col(Signatures.ROW_ID),
            col(Signatures.SHINGLES),
            col(Signatures.BANDS),
            col(OPEN),
            col(MET));
  }
}
