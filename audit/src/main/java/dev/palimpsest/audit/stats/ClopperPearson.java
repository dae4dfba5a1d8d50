package dev.palimpsest.audit.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Exact binomial bounds for k successes in n trials (Clopper and Pearson 1934, Biometrika 26). They
 * cover at least as often as they say, at every n.
 */
public final class ClopperPearson {

  private ClopperPearson() {}

  /** Two-sided interval: each side errs with probability at most (1 − confidence)/2. */
  public static Interval interval(int successes, int trials, double confidence) {
    Samples.requireOpenUnit("confidence", confidence);
    double tail = (1 - confidence) / 2;
    return new Interval(lower(successes, trials, 1 - tail), upper(successes, trials, 1 - tail));
  }

  /** One-sided upper bound: Beta⁻¹(confidence; k+1, n−k), 1 if k = n. */
  public static double upper(int successes, int trials, double confidence) {
    Samples.requireCount(successes, trials);
    Samples.requireOpenUnit("confidence", confidence);
    if (successes == trials) {
      return 1;
    }
    if (successes == 0) {
      return -Math.expm1(Math.log1p(-confidence) / trials);
    }
    return BetaDistribution.of(successes + 1.0, (double) trials - successes)
        .inverseSurvivalProbability(1 - confidence);
  }

  /** One-sided lower bound: Beta⁻¹(1 − confidence; k, n−k+1), 0 if k = 0. */
  public static double lower(int successes, int trials, double confidence) {
    Samples.requireCount(successes, trials);
    Samples.requireOpenUnit("confidence", confidence);
    if (successes == 0) {
      return 0;
    }
    if (successes == trials) {
      return Math.exp(Math.log1p(-confidence) / trials);
    }
    return BetaDistribution.of(successes, trials - successes + 1.0)
        .inverseCumulativeProbability(1 - confidence);
  }
}
