package dev.palimpsest.audit.checkpoint;

/**
 * Rotary position embedding: the pair of dimensions (i, i + D/2) of a head is turned by position ·
 * frequency(i) radians (Su et al., RoFormer, 2021, section 3.4).
 *
 * @param theta base of the frequencies: unscaled, frequency(i) = theta^(−2i/D)
 * @param dimensions D, even: how many leading dimensions of a head are turned
 * @param scaling how the frequencies are stretched for longer contexts
 */
public record Rope(double theta, int dimensions, RopeScaling scaling) {

  public Rope {
    if (!(theta > 0) || Double.isInfinite(theta)) {
      throw new CheckpointException("rope_theta must be positive. Provided value: " + theta);
    }
    if (dimensions <= 0 || dimensions % 2 != 0) {
      throw new CheckpointException(
          "the number of rotary dimensions must be positive and even. Provided value: "
              + dimensions);
    }
  }

  /** Radians a position turns each pair by; length D/2. Rounded to float as in training. */
  public float[] frequencies() {
    float[] frequencies = new float[dimensions / 2];
    for (int i = 0; i < frequencies.length; i++) {
      float plain = (float) (1.0 / Math.pow(theta, 2.0 * i / dimensions));
      frequencies[i] = scaling.apply(plain);
    }
    return frequencies;
  }
}
