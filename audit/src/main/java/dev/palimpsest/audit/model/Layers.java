package dev.palimpsest.audit.model;

/** The layers of a model by module name: operations applied to the parameters of that name. */
final class Layers<T> {
  private final TensorOps<T> ops;
  private final Weights<T> weights;

  Layers(TensorOps<T> ops, Weights<T> weights) {
    this.ops = ops;
    this.weights = weights;
  }

  /** Rows of the embedding at {@code ids}: [B, S] to [B, S, H]. */
  T embedding(String module, T ids) {
    return ops.embedding(weights.get(module + ".weight"), ids);
  }

  /** x · Wᵀ, with bias and low-rank changes where the module has them: [… , in] to [… , out]. */
  T linear(String module, T x) {
    return changed(
        module, x, ops.linear(x, weights.get(module + ".weight"), weights.find(module + ".bias")));
  }

  /** x · W + b: a linear layer that stores its weight as [in, out]. */
  T convolution(String module, T x) {
    T weight = ops.transpose(weights.get(module + ".weight"));
    return changed(module, x, ops.linear(x, weight, weights.find(module + ".bias")));
  }

  /**
   * The output layer, which has the embedding's weight if it has none of its own: [… , H] to [… ,
   * V].
   */
  T head(String module, String embedding, T x) {
    T own = weights.find(module + ".weight");
    T weight = own == null ? weights.get(embedding + ".weight") : own;
    return changed(module, x, ops.linear(x, weight, weights.find(module + ".bias")));
  }

  T rmsNorm(String module, T x, double epsilon) {
    return shiftedRmsNorm(module, x, 0, epsilon);
  }

  /** The same for weights that are stored as their difference from {@code shift}. */
  T shiftedRmsNorm(String module, T x, double shift, double epsilon) {
    return ops.rmsNorm(x, weights.get(module + ".weight"), shift, epsilon);
  }

  T layerNorm(String module, T x, double epsilon) {
    return ops.layerNorm(
        x, weights.get(module + ".weight"), weights.get(module + ".bias"), epsilon);
  }

  private T changed(String module, T x, T result) {
    T sum = result;
    for (LowRank<T> change : weights.changes(module)) {
      T low = ops.linear(ops.linear(x, change.down(), null), change.up(), null);
      sum = ops.add(sum, ops.affine(low, change.scale(), 0));
    }
    return sum;
  }
}
