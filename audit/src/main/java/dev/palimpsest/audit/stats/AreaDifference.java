package dev.palimpsest.audit.stats;

/**
 * Difference of two areas under the ROC curve on the same members and controls, such as two
 * releases or two probes: θ_a − θ_b with DeLong's paired variance σ² = σ_a² + σ_b² − 2·cov and the
 * interval ± z·σ.
 *
 * @param point in [−1, 1]; above 0 says that {@code a} separates better
 * @param standardError σ ≥ 0
 */
public record AreaDifference(double point, double standardError, Interval interval) {

  /** How the number was computed, for the {@code rule} of a {@link Metric}. */
  public static final String RULE = "paired-delong-95";

  /**
   * θ_a − θ_b; row i of {@code a} and row i of {@code b} must be the same row.
   *
   * @throws IllegalArgumentException if counts differ, a sample has fewer than two scores, or a
   *     score is NaN
   */
  public static AreaDifference of(
      double[] membersA, double[] controlsA, double[] membersB, double[] controlsB) {
    if (membersA.length < 2 || controlsA.length < 2) {
      throw new IllegalArgumentException(
          "a paired difference needs at least two members and two controls. Provided counts: "
              + membersA.length
              + ", "
              + controlsA.length);
    }
    DeLong a = DeLong.of(membersA, controlsA);
    DeLong b = DeLong.of(membersB, controlsB);
    double difference = a.auc() - b.auc();
    double variance = a.variance() + b.variance() - 2 * DeLong.covariance(a, b);
    // Identical scores give a variance of zero up to rounding, which may fall below it.
    double standardError = Math.sqrt(Math.max(0, variance));
    double reach = Samples.normalQuantile(0.95) * standardError;
    return new AreaDifference(
        difference, standardError, new Interval(difference - reach, difference + reach));
  }
}
