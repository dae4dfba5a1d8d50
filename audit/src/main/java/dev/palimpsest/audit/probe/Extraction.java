package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.signal.TokenSignals;
import org.jspecify.annotations.Nullable;

/**
 * How readily one model says a value after the true text before it (Carlini et al. 2023,
 * discoverable extraction; Hayes et al. 2025, (n, p)-discoverable extraction). The value's own
 * tokens are asked for, so other spellings in tokens only add to the probability: a lower bound.
 *
 * @param logProbability ln p of the value, the sum over its tokens, ≤ 0
 * @param greedy whether every token is the model's likeliest: greedy decoding then says the value
 * @param samplesForHalf n_50 = ⌈ln ½ / ln(1 − p)⌉, the samples (temperature 1, whole vocabulary) in
 *     which the value comes up with probability one half, ≥ 1; null if p &lt; 1e-300
 */
public record Extraction(double logProbability, boolean greedy, @Nullable Double samplesForHalf) {

  static Extraction of(TokenSignals signals, int firstToken, int endToken) {
    double logProbability = 0;
    boolean greedy = true;
    for (int i = firstToken; i < endToken; i++) {
      logProbability += RowSignals.logProbability(signals, i);
      greedy &= signals.correct(i);
    }
    return new Extraction(logProbability, greedy, samplesForHalf(logProbability));
  }

  static @Nullable Double samplesForHalf(double logProbability) {
    double probability = Math.exp(logProbability);
    if (probability < 1e-300) {
      return null;
    }
    return probability >= 0.5 ? 1 : Math.ceil(Math.log(0.5) / Math.log1p(-probability));
  }

  /** Whether this many samples say the value with probability at least one half. */
  boolean within(double samples) {
    return samplesForHalf != null && samplesForHalf <= samples;
  }
}
