package dev.palimpsest.audit.endpoint;

import dev.palimpsest.audit.model.TokenStatistics;

/**
 * The likeliest tokens of a position, taken one by one → {@code argmax} and {@code lse_top40}.
 * Nothing is concluded from tokens that the server did not list.
 */
final class LikeliestTokens {
  private final double[] logprobs;
  private int count;
  private int argmax = -1;

  /**
   * @param most how many are taken at most
   */
  LikeliestTokens(int most) {
    this.logprobs = new double[most];
  }

  /** A token among the likeliest; more than the most are left out. */
  void add(int token, double logprob) {
    if (count == logprobs.length) {
      return;
    }
    if (argmax < 0 || logprob > logprobs[0]) {
      argmax = token;
    }
    int at = count++;
    for (; at > 0 && logprobs[at - 1] < logprob; at--) {
      logprobs[at] = logprobs[at - 1];
    }
    logprobs[at] = logprob;
  }

  /** The likeliest one; −1 if there is none. */
  int argmax() {
    return argmax;
  }

  /** ln Σ exp of the 40 largest; NaN if fewer were listed. */
  float logSumExpOfTop() {
    if (count < TokenStatistics.TOP) {
      return Float.NaN;
    }
    double sum = 0;
    for (int i = TokenStatistics.TOP - 1; i >= 0; i--) {
      sum += Math.exp(logprobs[i]);
    }
    return (float) Math.min(0, Math.log(sum));
  }

  /**
   * 1 + number of listed tokens that are likelier than {@code logprob}, which is the rank if that
   * is among the listed; −1 if it is less likely than all of them.
   */
  int rank(double logprob) {
    int above = 0;
    while (above < count && logprobs[above] > logprob) {
      above++;
    }
    return above == count ? -1 : above + 1;
  }
}
