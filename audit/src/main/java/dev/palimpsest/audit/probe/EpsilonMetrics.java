package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.stats.Metric;
import dev.palimpsest.audit.stats.OneRunEpsilon;
import java.util.Comparator;
import java.util.List;

/** What one training run shows of its privacy loss, by the coins of its canaries. */
final class EpsilonMetrics {

  private static final String PROBE = CanaryMetrics.SECRET_DIFFERENCE;
  private static final double DELTA = 1e-5;

  private EpsilonMetrics() {}

  /** Half of the canaries are guessed in, those whose secret gained most; fixed in advance. */
  static List<Metric> of(List<ScoredRow> canaries) {
    List<ScoredRow> scored =
        canaries.stream()
            .filter(row -> row.scores().containsKey(PROBE))
            .sorted(
                Comparator.comparingDouble((ScoredRow row) -> -row.score(PROBE))
                    .thenComparing(ScoredRow::id))
            .toList();
    int n = scored.size();
    if (n == 0) {
      return List.of();
    }
    boolean[] right = new boolean[n];
    for (int i = 0; i < n; i++) {
      right[i] = CanaryMetrics.arm(scored.get(i)).included() == (i < n / 2);
    }
    int correct = 0;
    for (boolean guess : right) {
      correct += guess ? 1 : 0;
    }
    int included = (int) scored.stream().filter(row -> CanaryMetrics.arm(row).included()).count();
    String rule = "steinke-one-run-95;independent-fair-coins;delta=" + DELTA + ";guesses=" + n;
    double bound = OneRunEpsilon.lowerBound(n, n, correct, DELTA, 0.95);
    double ceiling = OneRunEpsilon.ceiling(n, n, DELTA, 0.95);
    return List.of(
        new Metric(
            PROBE,
            "canary",
            "epsilon_lower_bound",
            bound,
            bound,
            null,
            included,
            n - included,
            rule + ";correct=" + correct),
        new Metric(
            PROBE,
            "canary",
            "epsilon_ceiling",
            ceiling,
            null,
            null,
            included,
            n - included,
            rule + ";all-correct"));
  }
}
