package dev.palimpsest.audit.stats;

import org.jspecify.annotations.Nullable;

/**
 * Area under the ROC curve: the probability that a random member scores higher than a random
 * control, ties counted half (Mann–Whitney with midranks, no convex hull). 0.5 is chance, 1 perfect
 * separation, below 0.5 says that controls score higher.
 *
 * <p>The interval is DeLong's variance on the logit scale, which keeps it inside (0, 1) where the
 * plain one leaves it: logit(θ) ± z·σ/(θ(1−θ)).
 *
 * @param point θ in [0, 1]
 * @param standardError σ, DeLong; NaN where one sample has a single score
 * @param interval null where no such interval exists: θ is 0 or 1, or a sample has a single score
 * @param members number of positives
 * @param controls number of negatives
 */
public record AreaUnderCurve(
    double point, double standardError, @Nullable Interval interval, int members, int controls) {

  /** How the number was computed, for the {@code rule} of a {@link Metric}. */
  public static final String RULE = "mann-whitney-midranks;delong-logit-95";

  /** The area with a two-sided 95 % interval. */
  public static AreaUnderCurve of(double[] members, double[] controls) {
    return of(members, controls, 0.95);
  }

  /**
   * The area with a two-sided interval.
   *
   * @throws IllegalArgumentException if a sample is empty or holds NaN
   */
  public static AreaUnderCurve of(double[] members, double[] controls, double confidence) {
    DeLong placements = DeLong.of(members, controls);
    double auc = placements.auc();
    double standardError = Math.sqrt(placements.variance());
    return new AreaUnderCurve(
        auc,
        standardError,
        logitInterval(auc, standardError, confidence),
        members.length,
        controls.length);
  }

  private static @Nullable Interval logitInterval(
      double auc, double standardError, double confidence) {
    if (auc <= 0 || auc >= 1 || Double.isNaN(standardError)) {
      return null;
    }
    double logit = Math.log(auc / (1 - auc));
    double reach = Samples.normalQuantile(confidence) * standardError / (auc * (1 - auc));
    return new Interval(logistic(logit - reach), logistic(logit + reach));
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
