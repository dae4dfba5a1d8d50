package dev.palimpsest.audit.model;

/**
 * How the next token is chosen.
 *
 * @param temperature scores are divided by it before softmax; 0 always takes the likeliest
 * @param topK only the k likeliest tokens take part; 0 for all
 * @param topP only the likeliest tokens whose probabilities first sum to p or more take part; 1 for
 *     all
 * @param seed of the random numbers: the same seed gives the same text
 */
public record Sampling(double temperature, int topK, double topP, long seed) {

  public Sampling {
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "temperature must be at least 0. Provided value: " + temperature);
    }
    if (topK < 0) {
      throw new IllegalArgumentException("topK must be at least 0. Provided value: " + topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("topP must be in (0, 1]. Provided value: " + topP);
    }
  }

  /** Always the likeliest token. */
  public static Sampling greedy() {
    return new Sampling(0, 0, 1, 0);
  }
}
