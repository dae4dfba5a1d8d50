package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.Rope;

/** Cosines and sines of the rotary embedding. Angles are rounded to float as in training. */
final class Rotary {
  private final float[] frequencies;

  Rotary(Rope rope) {
    frequencies = rope.frequencies();
  }

  /** Cosine and sine, each [S, R], of {@code length} positions from {@code start} on. */
  <T> Turn<T> at(TensorOps<T> ops, int start, int length) {
    int half = frequencies.length;
    float[] cosine = new float[length * 2 * half];
    float[] sine = new float[length * 2 * half];
    for (int s = 0; s < length; s++) {
      for (int i = 0; i < half; i++) {
        float angle = (start + s) * frequencies[i];
        int first = s * 2 * half + i;
        cosine[first] = (float) Math.cos(angle);
        sine[first] = (float) Math.sin(angle);
        cosine[first + half] = cosine[first];
        sine[first + half] = sine[first];
      }
    }
    return new Turn<>(
        ops.floats(cosine, length, 2L * half), ops.floats(sine, length, 2L * half), 2 * half);
  }

  /**
   * Angles of every position.
   *
   * @param cosine [S, R]
   * @param sine [S, R]
   * @param dimensions R, how many leading dimensions of a head are turned
   */
  record Turn<T>(T cosine, T sine, int dimensions) {

    /** Turns the leading dimensions of every head: [B, N, S, D] to the same shape. */
    T apply(TensorOps<T> ops, T x, int headSize) {
      if (dimensions == headSize) {
        return ops.rotate(x, cosine, sine);
      }
      T turned = ops.rotate(ops.slice(x, 0, dimensions), cosine, sine);
      return ops.concatenate(turned, ops.slice(x, dimensions, headSize), -1);
    }
  }
}
