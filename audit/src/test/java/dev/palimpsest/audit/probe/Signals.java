package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.signal.TokenSignals;
import java.util.Arrays;

/** Signals for tests: one-character tokens, all trained on, lp from the second token on. */
final class Signals {

  private Signals() {}

  static TokenSignals of(double... logProbabilities) {
    int n = logProbabilities.length + 1;
    boolean[] correct = new boolean[n];
    Arrays.fill(correct, true);
    return of(correct, logProbabilities);
  }

  /**
   * @param correct by position, the first included
   */
  static TokenSignals of(boolean[] correct, double... logProbabilities) {
    int n = logProbabilities.length + 1;
    int[] tokens = new int[n];
    int[] ends = new int[n];
    float[] logprob = new float[n];
    float[] mean = new float[n];
    float[] sd = new float[n];
    int[] argmax = new int[n];
    boolean[] inLoss = new boolean[n];
    for (int i = 0; i < n; i++) {
      tokens[i] = i;
      ends[i] = i + 1;
      logprob[i] = i == 0 ? Float.NaN : (float) logProbabilities[i - 1];
      mean[i] = i == 0 ? Float.NaN : -1;
      sd[i] = i == 0 ? Float.NaN : 1;
      argmax[i] = i == 0 ? -1 : correct[i] ? i : i + 1;
      inLoss[i] = true;
    }
    int[] rank = argmax.clone();
    return new TokenSignals(
        tokens, tokens.clone(), ends, logprob, mean, sd, argmax, rank, logprob.clone(), inLoss);
  }

  static TokenSignals withDistribution(double[] logProbabilities, double[] means, double[] sds) {
    TokenSignals signals = of(logProbabilities);
    for (int i = 0; i < means.length; i++) {
      signals.mean()[i + 1] = (float) means[i];
      signals.sd()[i + 1] = (float) sds[i];
    }
    return signals;
  }

  static RowSignals row(TokenSignals tuned, TokenSignals base) {
    return new RowSignals("text", tuned, base, null);
  }
}
