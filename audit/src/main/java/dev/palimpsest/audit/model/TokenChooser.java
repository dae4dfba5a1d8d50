package dev.palimpsest.audit.model;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Chooses the next token from the scores of all. */
final class TokenChooser {
  private final Sampling sampling;
  private final SplittableRandom random;

  TokenChooser(Sampling sampling) {
    this.sampling = sampling;
    this.random = new SplittableRandom(sampling.seed());
  }

  /**
   * @param logits scores before softmax, one per token of the vocabulary
   */
  int choose(float[] logits) {
    if (sampling.temperature() == 0) {
      return likeliest(logits);
    }
    int[] order = likeliestFirst(logits);
    int kept = sampling.topK() == 0 ? order.length : Math.min(sampling.topK(), order.length);
    double[] cumulative = new double[kept];
    double sum = 0;
    for (int i = 0; i < kept; i++) {
      sum += Math.exp((logits[order[i]] - logits[order[0]]) / sampling.temperature());
      cumulative[i] = sum;
    }
    int last = first(cumulative, sampling.topP() * sum);
    return order[first(cumulative, random.nextDouble() * cumulative[last])];
  }

  /** Tokens by falling score, ties by id. Sorts single numbers: score above, id below. */
  private static int[] likeliestFirst(float[] logits) {
    long[] keys = new long[logits.length];
    for (int v = 0; v < logits.length; v++) {
      int bits = Float.floatToIntBits(logits[v] + 0f); // −0 counts as 0
      int rising = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      keys[v] = ((long) ~rising << Integer.SIZE) | v;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /** Index of the first sum that reaches {@code level}, or the last index. */
  private static int first(double[] cumulative, double level) {
    int i = 0;
    while (i < cumulative.length - 1 && cumulative[i] < level) {
      i++;
    }
    return i;
  }

  private static int likeliest(float[] logits) {
    int best = 0;
    for (int v = 1; v < logits.length; v++) {
      if (logits[v] > logits[best]) {
        best = v;
      }
    }
    return best;
  }
}
