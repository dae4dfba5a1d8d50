package dev.palimpsest.audit.checkpoint;

/**
 * How rotary frequencies are stretched so that a model reads longer texts than it was built for.
 */
public sealed interface RopeScaling {

  /** The frequency to use in place of {@code frequency}, both in radians per position. */
  float apply(float frequency);

  /** No stretching. */
  record None() implements RopeScaling {
    @Override
    public float apply(float frequency) {
      return frequency;
    }
  }

  /**
   * Every frequency divided by the same factor (position interpolation, Chen et al. 2023).
   *
   * @param factor ≥ 1, unitless
   */
  record Linear(double factor) implements RopeScaling {
    public Linear {
      RopeScaling.checkFactor(factor);
    }

    @Override
    public float apply(float frequency) {
      return (float) (frequency / factor);
    }
  }

  /**
   * Long waves are divided by the factor, short ones kept, those between blended (the Llama 3.1
   * rule).
   *
   * @param factor ≥ 1, unitless
   * @param lowFrequencyFactor waves longer than originalPositions / this are divided
   * @param highFrequencyFactor waves shorter than originalPositions / this are kept
   * @param originalPositions context length before stretching, in tokens
   */
  record Llama3(
      double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalPositions)
      implements RopeScaling {
    public Llama3 {
      RopeScaling.checkFactor(factor);
      if (!(lowFrequencyFactor > 0) || !(highFrequencyFactor > lowFrequencyFactor)) {
        throw new CheckpointException(
            "rope_scaling needs 0 < low_freq_factor < high_freq_factor. Provided values: "
                + lowFrequencyFactor
                + ", "
                + highFrequencyFactor);
      }
      if (originalPositions <= 0) {
        throw new CheckpointException(
            "rope_scaling.original_max_position_embeddings must be positive. Provided value: "
                + originalPositions);
      }
    }

    @Override
    public float apply(float frequency) {
      double wavelength = 2 * Math.PI / frequency;
      if (wavelength < originalPositions / highFrequencyFactor) {
        return frequency;
      }
      if (wavelength > originalPositions / lowFrequencyFactor) {
        return (float) (frequency / factor);
      }
      double kept =
          (originalPositions / wavelength - lowFrequencyFactor)
              / (highFrequencyFactor - lowFrequencyFactor);
      return (float) ((1 - kept) * frequency / factor + kept * frequency);
    }
  }

  private static void checkFactor(double factor) {
    if (!(factor >= 1) || Double.isInfinite(factor)) {
      throw new CheckpointException(
          "rope_scaling.factor must be at least 1. Provided value: " + factor);
    }
  }
}
