package dev.palimpsest.audit.train;

import dev.palimpsest.audit.train.Checks.Bound;

/**
 * AdamW (Loshchilov and Hutter 2019) with a linear warm-up and a cosine decay of the learning rate.
 * Vectors (norms, biases) are not decayed.
 *
 * @param learningRate at its peak, positive
 * @param warmupShare part of all steps in which the rate rises from 0, in [0, 1]
 * @param finalShare the rate ends at this part of its peak, in [0, 1]
 * @param weightDecay at least 0, at most 1
 * @param beta1 decay of the mean gradient, in [0, 1)
 * @param beta2 decay of the mean squared gradient, in [0, 1)
 * @param maximumNorm gradients of a longer Euclidean norm are scaled down to it; positive
 */
public record Optimization(
    double learningRate,
    double warmupShare,
    double finalShare,
    double weightDecay,
    double beta1,
    double beta2,
    double maximumNorm) {

  public Optimization {
    Checks.positive("learningRate", learningRate);
    Checks.share("warmupShare", warmupShare, Bound.INCLUSIVE);
    Checks.share("finalShare", finalShare, Bound.INCLUSIVE);
    Checks.share("weightDecay", weightDecay, Bound.INCLUSIVE);
    Checks.share("beta1", beta1, Bound.EXCLUSIVE);
    Checks.share("beta2", beta2, Bound.EXCLUSIVE);
    Checks.positive("maximumNorm", maximumNorm);
  }

  /** The usual settings with the given peak rate. */
  public static Optimization withRate(double learningRate) {
    return new Optimization(learningRate, 0.05, 0.1, 0.01, 0.9, 0.98, 1);
  }

  /**
   * Learning rate of a step: peak · (step + 1) / warm-up steps while it warms up, then peak ·
   * (finalShare + (1 − finalShare) · (1 + cos(π · progress)) / 2) with progress from 0 to 1.
   *
   * @param step from 0
   * @param steps of the run
   */
  public double rate(int step, int steps) {
    double warmup = Math.ceil(warmupShare * steps);
    if (step < warmup) {
      return learningRate * (step + 1) / warmup;
    }
    double progress = (step - warmup) / Math.max(1, steps - 1 - warmup);
    return learningRate * (finalShare + (1 - finalShare) * (1 + Math.cos(Math.PI * progress)) / 2);
  }
}
