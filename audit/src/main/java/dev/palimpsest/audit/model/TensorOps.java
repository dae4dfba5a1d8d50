package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.Activation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tensor operations of which every architecture is made. All are pure: operands are never
 * changed. On an engine with automatic differentiation every result that depends on a trainable
 * tensor is differentiable.
 *
 * <p>Shape letters: B rows, S positions of this call, L positions attended to, H hidden size, N
 * heads, D head size, V vocabulary. {@code …} stands for any leading axes.
 *
 * @param <T> the engine's tensor
 */
public interface TensorOps<T> {

  /** Constant in the compute type, from {@code values} in row-major order. */
  T floats(float[] values, long... shape);

  /** Token ids, from {@code values} in row-major order. */
  T ids(int[] values, long... shape);

  /** Rows of {@code table} [V, H] at {@code ids} [B, S]: [B, S, H]. */
  T embedding(T table, T ids);

  /** x · weightᵀ + bias: [… , in] with weight [out, in] and bias [out] gives [… , out]. */
  T linear(T x, T weight, @Nullable T bias);

  /** A matrix with its two axes exchanged. */
  T transpose(T matrix);

  /** a + b, axes of size 1 stretched. */
  T add(T a, T b);

  /** a · b element by element, axes of size 1 stretched. */
  T multiply(T a, T b);

  /** x · factor + offset. */
  T affine(T x, double factor, double offset);

  /** The function applied to every element. */
  T activate(Activation function, T x);

  /** x / sqrt(mean(x²) + epsilon) · (weight + shift), last axis (Zhang and Sennrich 2019). */
  T rmsNorm(T x, T weight, double shift, double epsilon);

  /** (x − mean) / sqrt(variance + epsilon) · weight + bias over the last axis. */
  T layerNorm(T x, T weight, T bias, double epsilon);

  /** cap · tanh(x / cap): squeezes into (−cap, cap). */
  T softCap(T x, double cap);

  /** Elements {@code from} (inclusive) to {@code to} (exclusive) of the last axis. */
  T slice(T x, long from, long to);

  /** The two tensors one after the other along {@code axis}; negative axes count from the end. */
  T concatenate(T a, T b, int axis);

  /** [B, S, N·D] to [B, N, S, D]. */
  T splitHeads(T x, int heads);

  /** [B, N, S, D] to [B, S, N·D]. */
  T mergeHeads(T x);

  /**
   * Turns the pairs (x_i, x_(i+D/2)) of {@code x} [B, N, S, D] by the angles whose cosine and sine
   * are given as [S, D], both halves of the last axis alike.
   */
  T rotate(T x, T cosine, T sine);

  /**
   * softmax(query · keyᵀ · scale + mask) · value: query [B, N, S, D], key and value [B, K, L, D]
   * with K dividing N (each key head serves N/K neighbouring query heads), result [B, N, S, D]. The
   * query of index s stands at position L − S + s and sees only positions up to its own.
   */
  T attention(T query, T key, T value, AttentionRule rule);

  /**
   * Runs {@code body} and frees every tensor that it made except the one it returns. What
   * differentiation needs is kept by the engine.
   */
  T confine(Supplier<T> body);
}
