package dev.palimpsest.audit.model;

import java.util.Arrays;

/**
 * What a model thinks of each token of a row of n tokens x_0 … x_(n−1), with p_i(v) = p(v | x_0 …
 * x_(i−1)) and natural logarithms. Arrays have length n. A token that was not predicted, or for
 * which the model's scores hold NaN, has {@link Float#NaN} and −1.
 *
 * @param logprob ln p_i(x_i), ≤ 0
 * @param mean Σ_v p_i(v) ln p_i(v), ≤ 0
 * @param sd sqrt(Σ_v p_i(v) (ln p_i(v) − mean)²), ≥ 0
 * @param argmax the likeliest v
 * @param rank 1 + number of v with p_i(v) > p_i(x_i)
 * @param lseTop40 ln of the sum of the 40 largest p_i(v), ≤ 0
 */
@SuppressWarnings("ArrayRecordComponent") // filled once by the engine, then handed on
public record TokenStatistics(
    float[] logprob, float[] mean, float[] sd, int[] argmax, int[] rank, float[] lseTop40) {

  /** How many of the likeliest tokens {@link #lseTop40} sums. */
  public static final int TOP = 40;

  /** Statistics of a row of {@code size} tokens of which none is predicted yet. */
  public static TokenStatistics unpredicted(int size) {
    float[] nan = new float[size];
    Arrays.fill(nan, Float.NaN);
    int[] none = new int[size];
    Arrays.fill(none, -1);
    return new TokenStatistics(nan, nan.clone(), nan.clone(), none, none.clone(), nan.clone());
  }

  /**
   * Copies the positions {@code from} (inclusive) to {@code to} of {@code source} to {@code at}.
   */
  public void copyFrom(TokenStatistics source, int from, int to, int at) {
    int count = to - from;
    System.arraycopy(source.logprob, from, logprob, at, count);
    System.arraycopy(source.mean, from, mean, at, count);
    System.arraycopy(source.sd, from, sd, at, count);
    System.arraycopy(source.argmax, from, argmax, at, count);
    System.arraycopy(source.rank, from, rank, at, count);
    System.arraycopy(source.lseTop40, from, lseTop40, at, count);
  }
}
