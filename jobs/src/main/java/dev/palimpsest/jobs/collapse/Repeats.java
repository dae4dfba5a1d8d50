package dev.palimpsest.jobs.collapse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Traces;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds rows that others repeat, by their turn digests.
 *
 * <p>Input rows have {@link Traces#ROW_ID}, {@link Traces#TURN_DIGESTS} and {@link #PREFERENCE};
 * output rows have {@link Decisions#ROW_ID} of a row that is dropped and its {@link
 * Decisions#KEEPER}.
 */
public final class Repeats {

  /** A {@link Preference}. */
  public static final String PREFERENCE = "preference";

  private static final String LAST = "last";
  private static final String BEST = "best";
  private static final String COPIES = "copies";

  private Repeats() {}

  /** Of rows with the same turns, all but the preferred one. */
  public static Dataset<Row> copies(Dataset<Row> rows) {
    Dataset<Row> ended = rows.select(col(Traces.ROW_ID), last().as(LAST), col(PREFERENCE));
    // Grouped before they meet, so that a row that was logged a million times is not one task.
    Dataset<Row> best =
        ended
            .groupBy(LAST)
            .agg(min(PREFERENCE).as(BEST), count(lit(1)).as(COPIES))
            .filter(col(COPIES).gt(1));
    return ended
        .join(best, LAST)
        .select(col(Traces.ROW_ID), col(BEST).getField("row_id").as(Decisions.KEEPER))
        .filter(col(Traces.ROW_ID).notEqual(col(Decisions.KEEPER)));
  }

  /**
   * Rows whose turns are the first turns of a longer row; the keeper is the longest such row.
   *
   * @param rows no two with the same turns
   */
  static Dataset<Row> prefixes(Dataset<Row> rows) {
    Column turns = size(col(Traces.TURN_DIGESTS));
    Dataset<Row> longest =
        rows.filter(turns.gt(1))
            .select(
                struct(lit(0).minus(turns).as("negative_turns"), col(PREFERENCE)).as(BEST),
                explode(slice(col(Traces.TURN_DIGESTS), lit(1), turns.minus(1))).as(LAST))
            .groupBy(LAST)
            .agg(min(BEST).as(BEST));
    return rows.select(col(Traces.ROW_ID), last().as(LAST))
        .join(longest, LAST)
        .select(
            col(Traces.ROW_ID),
            col(BEST).getField(PREFERENCE).getField("row_id").as(Decisions.KEEPER));
  }

  /** The digest that stands for all turns; rows without turns are copies of each other. */
  public static Column last() {
    return when(size(col(Traces.TURN_DIGESTS)).gt(0), element_at(col(Traces.TURN_DIGESTS), lit(-1)))
        .otherwise("");
  }
}
