package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Decisions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Stops a run that is about to drop more of a source than {@link AllowedLoss} says. */
final class Losses {

  private static final String ROWS = "rows";
  private static final String DROPPED = "dropped";
  private static final String GROWING = "growing";

  /** Sources that a message names at most. */
  private static final int SHOWN = 20;

  private Losses() {}

  /**
   * Looks at the sources that have new rows.
   *
   * @param decisions {@code dedup}'s on all rows, not published yet
   * @return rows that go, of each source whose loss had to be accepted
   * @throws UserException if a source that is accepted has no rows
   * @throws JobFailedException naming the source that loses most, the row that most of it is said
   *     to repeat, and what to do
   */
  static SortedMap<String, Long> check(
      DocumentState state, Dataset<Row> decisions, DedupConfiguration configuration) {
    Dataset<Row> growing =
        state
            .rows()
            .filter(DocumentState.isFresh())
            .select(col(Decisions.SOURCE), lit(true).as(GROWING))
            .distinct();
    List<Row> sources =
        decisions
            .groupBy(Decisions.SOURCE)
            .agg(
                count(lit(1)).as(ROWS),
                count(when(col(Decisions.ACTION).equalTo(Decisions.DROP), 1)).as(DROPPED))
            .join(growing, new String[] {Decisions.SOURCE}, "left_outer")
            .orderBy(col(DROPPED).divide(col(ROWS)).desc(), col(Decisions.SOURCE))
            .collectAsList();
    requireKnown(configuration.acceptedSources(), sources);
    SortedMap<String, Long> accepted = new TreeMap<>();
    for (Row row : sources) {
      String source = row.getString(0);
      long dropped = row.getLong(2);
      boolean isLost =
          !row.isNullAt(3)
              && configuration.allowedLoss().isExceeded(source, row.getLong(1), dropped);
      if (isLost && !configuration.acceptedSources().contains(source)) {
        throw alarm(row, configuration.allowedLoss(), mostCited(decisions, source));
      }
      if (isLost) {
        accepted.put(source, dropped);
      }
    }
    return accepted;
  }

  private static void requireKnown(Set<String> accepted, List<Row> sources) {
    List<String> known = sources.stream().map(row -> row.getString(0)).sorted().toList();
    Optional<String> unknown =
        accepted.stream().filter(source -> !known.contains(source)).sorted().findFirst();
    if (unknown.isPresent()) {
      throw new UserException(
          "No row that dedup decides on is of source %s, whose loss is to be accepted. Name one of: %s."
              .formatted(
                  unknown.get(), known.stream().limit(SHOWN).collect(Collectors.joining(", "))));
    }
  }

  private static JobFailedException alarm(Row source, AllowedLoss allowed, String mostCited) {
    String name = source.getString(0);
    long rows = source.getLong(1);
    long dropped = source.getLong(2);
    return new JobFailedException(
        String.format(
            Locale.ROOT,
            "dedup would drop %d of %d rows of %s (%.1f %%; allowed are %.1f %%), most of them for row %s, so nothing was decided. Look at that row (show scrubbed --where row_id=…). If they are copies, run again with --accept-loss %s, or allow it in dedup.allowed-loss.of-sources.",
            dropped,
            rows,
            name,
            100.0 * dropped / rows,
            100 * allowed.of(name),
            mostCited,
            name));
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
