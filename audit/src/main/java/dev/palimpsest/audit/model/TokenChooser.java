package dev.palimpsest.audit.model;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

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
    int[] order = // likeliest first, ties by id
        IntStream.range(0, logits.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer v) -> -logits[v]).thenComparing(v -> v))
            .mapToInt(Integer::intValue)
            .toArray();
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
