package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.stats.Ranks;
import java.util.List;

/**
 * {@code ez_ranked}: {@link ErrorZoneProbe} where a row with fewer than two errors, which has no
 * error zone, takes the place that its {@code ref} has among the others. Without this a row learnt
 * by heart would score 0, below rows that were merely seen.
 *
 * <p>A row with fewer than two errors gets the value at index min(number of other rows with smaller
 * {@code ref}, last) of the sorted {@code ez} of the rows with two errors or more. Canaries are
 * ranked among canaries, all other rows among each other.
 */
final class RankedErrorZone {

  static final String NAME = "ez_ranked";

  static final ProbeDescription DESCRIPTION =
      new ProbeDescription(
          "ez; with fewer than two errors, the ez of equal rank by ref",
          "log ratio",
          "(−∞, ∞)",
          "EZ-MIA 2026, arXiv 2601.12104, with a fallback for rows without errors",
          "The score ez, with rows that the model has by heart ranked by how much tuning raised them.");

  private static final int ERRORS_NEEDED = 2;

  private RankedErrorZone() {}

  /** The rows in their order, each with one more score. */
  static List<ScoredRow> addTo(List<ScoredRow> rows) {
    if (!rows.stream().allMatch(row -> row.scores().containsKey("ez"))) {
      return rows; // without a base model there is nothing to rank
    }
    Stratum canaries = new Stratum(rows.stream().filter(row -> row.role() == Role.CANARY).toList());
    Stratum others = new Stratum(rows.stream().filter(row -> row.role() != Role.CANARY).toList());
    return rows.stream()
        .map(row -> row.with(NAME, (row.role() == Role.CANARY ? canaries : others).score(row)))
        .toList();
  }

  private static final class Stratum {

    private final double[] errorZones;
    private final double[] references;

    Stratum(List<ScoredRow> rows) {
      List<ScoredRow> ranked = rows.stream().filter(row -> row.errors() >= ERRORS_NEEDED).toList();
      errorZones = ranked.stream().mapToDouble(row -> row.score("ez")).sorted().toArray();
      references = ranked.stream().mapToDouble(row -> row.score("ref")).sorted().toArray();
    }

    double score(ScoredRow row) {
      double own = row.score("ez");
      if (row.errors() >= ERRORS_NEEDED || errorZones.length == 0) {
        return own;
      }
      int below = Ranks.countBelow(references, row.score("ref"));
      return errorZones[Math.min(below, errorZones.length - 1)];
    }
  }
}
