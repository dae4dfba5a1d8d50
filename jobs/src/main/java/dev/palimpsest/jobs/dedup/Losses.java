package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.lake.Decisions;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Stops a run that is about to drop more of a source than {@link AllowedLoss} says. */
final class Losses {

  private static final String ROWS = "rows";
  private static final String DROPPED = "dropped";

  private Losses() {}

  /**
   * Looks at the sources that have new rows.
   *
   * @param decisions {@code dedup}'s on all rows, not published yet
   * @throws JobFailedException naming the source that loses most, the row that most of it is said
   *     to repeat, and what to do
   */
  static void check(DocumentState state, Dataset<Row> decisions, AllowedLoss allowed) {
    Dataset<Row> growing =
        state.rows().filter(DocumentState.isFresh()).select(Decisions.SOURCE).distinct();
    List<Row> sources =
        decisions
            .groupBy(Decisions.SOURCE)
            .agg(
                count(lit(1)).as(ROWS),
                count(when(col(Decisions.ACTION).equalTo(Decisions.DROP), 1)).as(DROPPED))
            .join(growing, new String[] {Decisions.SOURCE}, "left_semi")
            .orderBy(col(DROPPED).divide(col(ROWS)).desc(), col(Decisions.SOURCE))
            .collectAsList();
    for (Row row : sources) {
      String source = row.getString(0);
      long rows = row.getLong(1);
      long dropped = row.getLong(2);
      if (allowed.isExceeded(source, rows, dropped)) {
        throw new JobFailedException(
            String.format(
                Locale.ROOT,
                "dedup would drop %d of %d rows of %s (%.1f %%; allowed are %.1f %%), most of them for row %s, so nothing was decided. Look at that row (show scrubbed --where row_id=…). If they are copies, run again with --accept-loss %s, or allow it in dedup.allowed-loss.of-sources.",
                dropped,
                rows,
                source,
                100.0 * dropped / rows,
                100 * allowed.of(source),
                mostCited(decisions, source),
                source));
      }
    }
  }

  private static String mostCited(Dataset<Row> decisions, String source) {
    return decisions
        .filter(col(Decisions.SOURCE).equalTo(source).and(col(Decisions.KEEPER).isNotNull()))
        .groupBy(Decisions.KEEPER)
        .agg(count(lit(1)).as(ROWS))
        .orderBy(col(ROWS).desc(), col(Decisions.KEEPER))
        .first()
        .getString(0);
  }
}
