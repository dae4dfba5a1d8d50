package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.TensorEntry;
import dev.palimpsest.audit.model.Positions.Target;
import java.util.List;
import java.util.function.Supplier;

/**
 * What runs a model: the operations, and whose memory their results are. An engine belongs to one
 * model; several threads may use it at once.
 *
 * <p>Shape letters: B rows, S positions, H hidden size, N selected positions, V vocabulary.
 *
 * @param <T> its tensor
 */
interface TensorEngine<T> extends AutoCloseable {

  TensorOps<T> ops();

  /** A stored tensor in the compute type, whatever the file has; freed with the engine. */
  T read(TensorEntry entry);

  /**
   * Σ factor · tensor, summed in single precision and rounded once; freed with the engine.
   *
   * @param entries of one shape
   * @param factors as many
   */
  T mix(List<TensorEntry> entries, double[] factors);

  /**
   * Runs {@code body} without differentiation and on this thread alone. What it made is freed when
   * it returns, but for what was kept.
   */
  <R> R run(Supplier<R> body);

  /** Keeps {@code made} beyond the run that made it, until it is freed. */
  T keep(T made);

  /** Frees what was kept. */
  void free(T kept);

  /**
   * Rows of {@code hidden} [B, S, H]: [N, H].
   *
   * @param positions b · S + s of each
   */
  T select(T hidden, int[] positions);

  /**
   * Reduces {@code logits} [N, V] to what is known of the tokens that follow.
   *
   * @param gold the token that follows each position, N long
   * @param targets where each position's values go, N long; those of a position whose logits are
   *     not all numbers stay as they are
   */
  void reduce(T logits, int[] gold, Target[] targets);

  /** Elements in row-major order. */
  float[] values(T tensor);

  /** Frees every tensor that was read or mixed. */
  @Override
  void close();
}
