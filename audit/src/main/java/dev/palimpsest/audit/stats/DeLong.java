package dev.palimpsest.audit.stats;

import java.util.Arrays;

/**
 * Placement values of a two-sample comparison (DeLong, DeLong and Clarke-Pearson 1988, Biometrics
 * 44; computed from midranks as Sun and Xu 2014). With m members x, n controls y and ψ(x, y) = 1 if
 * x &gt; y, ½ if equal, 0 otherwise:
 *
 * <ul>
 *   <li>V10_i = (1/n) Σ_j ψ(x_i, y_j): how far member i is above the controls, in [0, 1]
 *   <li>V01_j = (1/m) Σ_i ψ(x_i, y_j): how far control j is below the members, in [0, 1]
 *   <li>AUC = mean V10 = mean V01, Var(AUC) = S²(V10)/m + S²(V01)/n, S² with divisor one less
 * </ul>
 */
final class DeLong {

  private final double[] memberPlacements;
  private final double[] controlPlacements;

  private DeLong(double[] memberPlacements, double[] controlPlacements) {
    this.memberPlacements = memberPlacements;
    this.controlPlacements = controlPlacements;
  }

  static DeLong of(double[] members, double[] controls) {
    double[] sortedMembers = Samples.sorted("members", members);
    double[] sortedControls = Samples.sorted("controls", controls);
    double[] memberPlacements =
        Arrays.stream(members).map(x -> shareBelow(sortedControls, x)).toArray();
    double[] controlPlacements =
        Arrays.stream(controls).map(y -> 1 - shareBelow(sortedMembers, y)).toArray();
    return new DeLong(memberPlacements, controlPlacements);
  }

  private static double shareBelow(double[] ascending, double x) {
    int below = Ranks.countBelow(ascending, x);
    int equal = Ranks.countAtMost(ascending, x) - below;
    return (below + equal / 2.0) / ascending.length;
  }

  double auc() {
    return mean(memberPlacements);
  }

  /** Variance of the area; NaN where a sample has a single score. */
  double variance() {
    return covariance(this, this);
  }

  /** Covariance of two areas of the same members and controls in the same order. */
  static double covariance(DeLong a, DeLong b) {
    return covariance(a.memberPlacements, b.memberPlacements) / a.memberPlacements.length
        + covariance(a.controlPlacements, b.controlPlacements) / a.controlPlacements.length;
  }

  private static double covariance(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "paired scores must be of the same rows. Provided counts: " + a.length + ", " + b.length);
    }
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return a.length == 1 ? Double.NaN : sum / (a.length - 1);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }
}
