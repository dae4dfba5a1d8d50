package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.signal.TokenSignals;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the probes read of one row.
 *
 * @param text the row
 * @param tuned signals of the checkpoint under audit
 * @param base signals of the model it was tuned from, for the same tokens; null if that model is
 *     not known
 * @param lowercased signals of the checkpoint for the row in lower case; null if not computed
 */
public record RowSignals(
    String text,
    TokenSignals tuned,
    @Nullable TokenSignals base,
    @Nullable TokenSignals lowercased) {

  /** Below this many scored tokens a row carries too little evidence to be read alone. */
  static final int LOW_POWER_TOKENS = 5;

  /** Nats; far below what any token of a working model has. */
  private static final double LOWEST = -10_000;

  public RowSignals {
    if (base != null && !Arrays.equals(tuned.tokens(), base.tokens())) {
      throw new IllegalArgumentException(
          "tuned and base signals must be of the same tokens: score both models with one tokenizer."
              + " Provided token counts: "
              + tuned.size()
              + ", "
              + base.size());
    }
    if (scoredTokens(tuned) == 0) {
      throw new IllegalArgumentException(
          "a row must have a token that was trained on and that a model predicts. Provided tokens: "
              + tuned.size());
    }
  }

  /** T: how many tokens of a row can be scored. */
  static int scoredTokens(TokenSignals signals) {
    return positions(signals).length;
  }

  private static int[] positions(TokenSignals signals) {
    return IntStream.range(1, signals.size()).filter(i -> signals.inLoss()[i]).toArray();
  }

  /** Positions of the T scored tokens, ascending; never empty. */
  int[] positions() {
    return positions(tuned);
  }

  /** lp of the scored tokens under the tuned model. */
  double[] tunedLogProbabilities() {
    return logProbabilities(tuned, positions());
  }

  /** Signals of the base model, for probes that are {@link #hasBase measurable} only with one. */
  TokenSignals knownBase() {
    if (base == null) {
      throw new IllegalStateException("the probe needs a base model and must not be asked without");
    }
    return base;
  }

  /** Whether the base model is known. */
  boolean hasBase() {
    return base != null;
  }

  /** lp of the scored tokens under the base model. */
  double[] baseLogProbabilities() {
    return logProbabilities(knownBase(), positions());
  }

  static double[] logProbabilities(TokenSignals signals, int[] positions) {
    return Arrays.stream(positions).mapToDouble(i -> logProbability(signals, i)).toArray();
  }

  /** lp at a position, finite: −∞ would make every sum it enters the same. */
  static double logProbability(TokenSignals signals, int position) {
    return Math.max(signals.logprob()[position], LOWEST);
  }

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** Leaves the text out: it may hold personal data. */
  @Override
  public String toString() {
    return "RowSignals[" + tuned.size() + " tokens]";
  }
}
