package dev.palimpsest.audit.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Lower bound on the differential-privacy ε of a training run from one run (Steinke, Nasr and
 * Jagielski 2023, "Privacy Auditing with One (1) Training Run", theorem 3.1 and section 5). Each of
 * m canaries went in by an independent fair coin; the auditor guesses r of the coins, v rightly.
 * Under (ε, δ)-privacy each guess is right with probability at most q = e^ε/(1 + e^ε), so
 *
 * <pre>
 *   p(ε) = β + 2·m·δ·α
 *   β = P[Bin(r, q) ≥ v]
 *   α = max over 1 ≤ i ≤ v of P[v &gt; Bin(r, q) ≥ v − i] / i
 * </pre>
 *
 * bounds the probability of so many right guesses. How many guesses are made must be fixed before
 * the scores are seen. Coins drawn without replacement (exactly half in) do not meet the theorem.
 */
public final class OneRunEpsilon {

  private OneRunEpsilon() {}

  /** p(ε) above, at most 1. */
  static double pValue(int canaries, int guesses, int correct, double epsilon, double delta) {
    double q = 1 / (1 + Math.exp(-epsilon));
    BinomialDistribution binomial = BinomialDistribution.of(guesses, q);
    double beta = correct == 0 ? 1 : binomial.survivalProbability(correct - 1);
    double alpha = 0;
    if (delta > 0) {
      double sum = 0;
      for (int i = 1; i <= correct; i++) {
        sum += binomial.probability(correct - i);
        alpha = Math.max(alpha, sum / i);
      }
    }
    return Math.min(1, beta + 2 * canaries * delta * alpha);
  }

  /**
   * The largest ε that the guesses refute with the given confidence; 0 if they refute none.
   *
   * @param canaries m ≥ guesses
   * @param guesses r ≥ 1, fixed in advance
   * @param correct v in [0, r]
   * @param delta δ in [0, 1)
   */
  public static double lowerBound(
      int canaries, int guesses, int correct, double delta, double confidence) {
    Samples.requireCount(correct, guesses);
    Samples.requireOpenUnit("confidence", confidence);
    if (canaries < guesses) {
      throw new IllegalArgumentException(
          "canaries must be at least the number of guesses, "
              + guesses
              + ". Provided value: "
              + canaries);
    }
    if (!(delta >= 0 && delta < 1)) {
      throw new IllegalArgumentException("delta must be in [0, 1). Provided value: " + delta);
    }
    double limit = 1 - confidence;
    if (pValue(canaries, guesses, correct, 0, delta) >= limit) {
      return 0;
    }
    double high = 1;
    while (pValue(canaries, guesses, correct, high, delta) < limit) {
      high *= 2;
    }
    double low = 0;
    // 60 halvings of at most 64 leave less than 1e-15.
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (pValue(canaries, guesses, correct, middle, delta) < limit) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The bound if all guesses are right: what this many guesses could show at best. Print it beside
   * every bound, or a small bound from few guesses reads as safety.
   */
  public static double ceiling(int canaries, int guesses, double delta, double confidence) {
    return lowerBound(canaries, guesses, guesses, delta, confidence);
  }
}
