package dev.palimpsest.audit.stats;

/**
 * Difference of two independent proportions, k₁/n₁ − k₂/n₂, with the hybrid score interval
 * (Newcombe 1998, Statistics in Medicine 17, method 10), which stays sensible at 0 and 1.
 *
 * @param point in [−1, 1]
 */
public record ProportionDifference(double point, Interval interval) {

  /** How the number was computed, for the {@code rule} of a {@link Metric}. */
  public static final String RULE = "newcombe-hybrid-score-95";

  /** The difference with a two-sided 95 % interval. */
  public static ProportionDifference of(int successesA, int trialsA, int successesB, int trialsB) {
    Samples.requireCount(successesA, trialsA);
    Samples.requireCount(successesB, trialsB);
    double a = (double) successesA / trialsA;
    double b = (double) successesB / trialsB;
    Interval wilsonA = wilson(a, trialsA);
    Interval wilsonB = wilson(b, trialsB);
    return new ProportionDifference(
        a - b,
        new Interval(
            a - b - Math.hypot(a - wilsonA.low(), wilsonB.high() - b),
            a - b + Math.hypot(wilsonA.high() - a, b - wilsonB.low())));
  }

  private static Interval wilson(double share, int trials) {
    double z = Samples.normalQuantile(0.95);
    double centre = share + z * z / (2 * trials);
    double reach = z * Math.sqrt(share * (1 - share) / trials + z * z / (4.0 * trials * trials));
    double scale = 1 + z * z / trials;
    return new Interval(
        Math.max(0, (centre - reach) / scale), Math.min(1, (centre + reach) / scale));
  }
}
