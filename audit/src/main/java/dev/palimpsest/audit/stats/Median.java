package dev.palimpsest.audit.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Sample median with the distribution-free interval between two order statistics: x_(k) to
 * x_(n+1−k) for the largest k with P[Bin(n, ½) &lt; k] ≤ (1 − confidence)/2 (Conover, Practical
 * Nonparametric Statistics, section 3.2).
 *
 * @param interval null where n is too small for one: fewer than 6 values at 95 %
 */
public record Median(double point, @Nullable Interval interval) {

  /** How the number was computed, for the {@code rule} of a {@link Metric}. */
  public static final String RULE = "median;order-statistics-95";

  /** The median with a two-sided 95 % interval. */
  public static Median of(double[] values) {
    double[] sorted = Samples.sorted("median", values);
    int n = sorted.length;
    double point = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    BinomialDistribution below = BinomialDistribution.of(n, 0.5);
    int k = 0;
    while (below.cumulativeProbability(k) <= 0.025) {
      k++;
    }
    return new Median(point, k == 0 ? null : new Interval(sorted[k - 1], sorted[n - k]));
  }
}
