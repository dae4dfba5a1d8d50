package dev.palimpsest.audit.signal;

/**
 * Signals of one row under one model. With tokens x_0 … x_(n−1) and p_i(v) = p(v | x_0 … x_(i−1)),
 * natural logarithms throughout; all arrays have length n. Position 0 is not predicted: its float
 * values are {@link Float#NaN}, its {@code argmax} and {@code rank} are −1.
 *
 * @param tokens x_i, ids of the tokenizer
 * @param starts first character of each token in the row's text, in code points, inclusive
 * @param ends end of each token in the row's text, in code points, exclusive; equal to the start
 *     for tokens that the tokenizer added
 * @param logprob ln p_i(x_i), ≤ 0
 * @param mean Σ_v p_i(v) ln p_i(v): the negative entropy, ≤ 0
 * @param sd sqrt(Σ_v p_i(v) ln² p_i(v) − mean²), ≥ 0
 * @param argmax the likeliest v
 * @param rank 1 + number of v with p_i(v) > p_i(x_i)
 * @param lseTop40 ln of the sum of the 40 largest p_i(v), ≤ 0
 * @param inLoss whether the token was a training target
 */
@SuppressWarnings("ArrayRecordComponent") // packed for storage; treated as immutable
public record TokenSignals(
    int[] tokens,
    int[] starts,
    int[] ends,
    float[] logprob,
    float[] mean,
    float[] sd,
    int[] argmax,
    int[] rank,
    float[] lseTop40,
    boolean[] inLoss) {

  public TokenSignals {
    int n = tokens.length;
    if (starts.length != n
        || ends.length != n
        || logprob.length != n
        || mean.length != n
        || sd.length != n
        || argmax.length != n
        || rank.length != n
        || lseTop40.length != n
        || inLoss.length != n) {
      throw new IllegalArgumentException(
          "all signals of a row must have one value per token. Provided tokens: " + n);
    }
  }

  /** Number of tokens n, the unpredicted first included. */
  public int size() {
    return tokens.length;
  }

  /** Whether the model's likeliest token at position {@code i ≥ 1} is the row's own. */
  public boolean correct(int i) {
    return argmax[i] == tokens[i];
  }
}
