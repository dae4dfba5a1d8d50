package dev.palimpsest.jobs.collapse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;

import dev.palimpsest.jobs.lake.Traces;
import org.apache.spark.sql.Column;

/**
 * The order in which rows are preferred when one of several stays: rows with feedback, then longer
 * ones, then those that started earlier, those without a time last, then by row id. It is total, so
 * no decision depends on how rows are partitioned.
 */
public final class Preference {

  private Preference() {}

  /**
   * A value that is least for the row that is preferred; of rows with the columns {@link
   * Traces#FEEDBACK}, {@link Traces#STARTED_AT} and {@link Traces#ROW_ID}.
   *
   * @param length a number, greater for a longer row
   */
  public static Column of(Column length) {
    return of(size(col(Traces.FEEDBACK)).equalTo(0), length);
  }

  /**
   * The same for rows whose feedback is not at hand.
   *
   * @param withoutFeedback whether the row has none
   */
  public static Column of(Column withoutFeedback, Column length) {
    return struct(
        withoutFeedback.as("without_feedback"),
        lit(0L).minus(length).as("negative_length"),
        col(Traces.STARTED_AT).isNull().as("without_time"),
        col(Traces.STARTED_AT).as("started_at"),
        col(Traces.ROW_ID).as("row_id"));
  }
}
