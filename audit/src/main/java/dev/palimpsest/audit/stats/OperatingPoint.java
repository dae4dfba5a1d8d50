package dev.palimpsest.audit.stats;

import java.util.Optional;

/**
 * True-positive rate at a low false-positive rate: what share of the members an attacker finds who
 * accuses at most a share f of the non-members. A row is accused if its score is strictly above the
 * threshold; thresholds are control scores, so ties with a control never count.
 *
 * <ul>
 *   <li><em>empirical</em>: the smallest control score t with (controls above t)/n ≤ f. Says
 *       nothing about the true rate when n is small.
 *   <li><em>certified</em>: k is the largest number of controls for which the one-sided 95 %
 *       Clopper–Pearson bound on the false-positive rate is ≤ f; t as before with k/n for f. The
 *       rate at an order statistic follows a beta law, so the bound holds although the threshold is
 *       read from the same controls.
 * </ul>
 *
 * @param target f in (0, 1)
 * @param threshold t; −∞ if every control may be accused
 * @param falsePositives controls above t
 * @param truePositives members above t
 * @param members number of members
 * @param controls number of controls
 */
public record OperatingPoint(
    double target,
    double threshold,
    int falsePositives,
    int truePositives,
    int members,
    int controls) {

  /** How {@link #empirical} reads the rate, for the {@code rule} of a {@link Metric}. */
  public static final String EMPIRICAL_RULE =
      "smallest-threshold-with-empirical-fpr-at-most-target;strictly-above;clopper-pearson-95";

  /** How {@link #certified} reads the rate, for the {@code rule} of a {@link Metric}. */
  public static final String CERTIFIED_RULE =
      "smallest-threshold-with-95-percent-certified-fpr-at-most-target;strictly-above;"
          + "clopper-pearson-95";

  /** One-sided confidence of a certified false-positive rate. */
  static final double CERTIFIED_CONFIDENCE = 0.95;

  /** The rate at which at most a share {@code target} of these controls is accused. */
  public static OperatingPoint empirical(double[] members, double[] controls, double target) {
    Samples.requireOpenUnit("target", target);
    double[] sortedControls = Samples.sorted("controls", controls);
    // Dividing decides, not multiplying: 0.29 · 100 rounds down to 28.
    int allowed = (int) Math.floor(target * controls.length) + 1;
    while ((double) allowed / controls.length > target) {
      allowed--;
    }
    return at(members, sortedControls, target, allowed);
  }

  /** The rate at which the true false-positive rate is certified; empty if controls are too few. */
  public static Optional<OperatingPoint> certified(
      double[] members, double[] controls, double target) {
    Samples.requireOpenUnit("target", target);
    double[] sortedControls = Samples.sorted("controls", controls);
    int allowed = SampleSize.allowedExceedances(controls.length, target, CERTIFIED_CONFIDENCE);
    return allowed < 0
        ? Optional.empty()
        : Optional.of(at(members, sortedControls, target, allowed));
  }

  private static OperatingPoint at(
      double[] members, double[] sortedControls, double target, int allowed) {
    double[] sortedMembers = Samples.sorted("members", members);
    int n = sortedControls.length;
    double threshold = allowed >= n ? Double.NEGATIVE_INFINITY : sortedControls[n - 1 - allowed];
    return new OperatingPoint(
        target,
        threshold,
        n - Ranks.countAtMost(sortedControls, threshold),
        sortedMembers.length - Ranks.countAtMost(sortedMembers, threshold),
        sortedMembers.length,
        n);
  }

  /** Share of the members above the threshold, in [0, 1]. */
  public double truePositiveRate() {
    return (double) truePositives / members;
  }

  /** Share of the controls above the threshold, in [0, 1]. */
  public double falsePositiveRate() {
    return (double) falsePositives / controls;
  }

  /** Clopper–Pearson 95 % interval of the true-positive rate, the threshold taken as given. */
  public Interval interval() {
    return ClopperPearson.interval(truePositives, members, 0.95);
  }
}
