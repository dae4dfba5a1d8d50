package dev.palimpsest.audit.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Argument checks and order functions that the estimates share. */
final class Samples {

  private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

  private Samples() {}

  /** A sorted copy; scores must exist and be numbers, since dropping NaN would select rows. */
  static double[] sorted(String name, double[] scores) {
    if (scores.length == 0) {
      throw new IllegalArgumentException(name + " must have at least one score. Provided: none");
    }
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException(
            name + " scores must be numbers. Provided value: NaN at index " + i);
      }
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Two-sided standard normal quantile: 1.96 for 0.95. */
  static double normalQuantile(double confidence) {
    requireOpenUnit("confidence", confidence);
    return STANDARD_NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
  }

  static void requireOpenUnit(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in (0, 1). Provided value: " + value);
    }
  }

  static void requireCount(int successes, int trials) {
    if (trials < 1) {
      throw new IllegalArgumentException("trials must be at least 1. Provided value: " + trials);
    }
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "successes must be in [0, " + trials + "]. Provided value: " + successes);
    }
  }
}
