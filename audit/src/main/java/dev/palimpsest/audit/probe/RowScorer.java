package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.canary.CanaryArm;
import dev.palimpsest.audit.signal.TokenSignals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies every probe to one row; rows are independent, so any number of machines may share them.
 */
public final class RowScorer {

  private RowScorer() {}

  /**
   * A row to score.
   *
   * @param id of the row
   * @param role what is known of it
   * @param canary its arm; null unless the role is {@link Role#CANARY}
   * @param slices further groups to report it under, key to value, such as source to langfuse
   * @param text the row
   * @param tuned signals of the checkpoint
   * @param base signals of its base, same tokens; null if the base is not known
   * @param lowercased signals of the checkpoint for the lower-cased row; null if not computed
   * @param spans personal values in it; for a canary its secret alone
   */
  public record Row(
      String id,
      Role role,
      @Nullable CanaryArm canary,
      Map<String, String> slices,
      String text,
      TokenSignals tuned,
      @Nullable TokenSignals base,
      @Nullable TokenSignals lowercased,
      List<Span> spans) {

    /** Leaves the text out: it may hold personal data. */
    @Override
    public String toString() {
      return "Row[" + id + ", " + role + ", " + tuned.size() + " tokens]";
    }
  }

  /**
   * All scores of a row; empty if it has no token that was trained on and that a model predicts.
   */
  public static Optional<ScoredRow> score(Row row) {
    if (RowSignals.scoredTokens(row.tuned()) == 0) {
      return Optional.empty();
    }
    RowSignals signals = new RowSignals(row.text(), row.tuned(), row.base(), row.lowercased());
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Probe probe : Probes.ALL) {
      if (probe.measurable(signals)) {
        scores.put(probe.name(), probe.score(signals));
      }
    }
    List<SpanScore> spans =
        row.spans().stream().map(span -> SpanScore.of(span, row.tuned(), row.base())).toList();
    return Optional.of(
        new ScoredRow(
            row.id(),
            row.role(),
            row.canary(),
            row.slices(),
            signals.positions().length,
            ErrorZoneProbe.errors(signals).length,
            scores,
            spans));
  }
}
