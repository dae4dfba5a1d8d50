package dev.palimpsest.audit.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a model by their names in the checkpoint, such as {@code
 * model.layers.0.mlp.up_proj.weight}.
 *
 * @param <T> the engine's tensor
 */
public interface Weights<T> {

  /** The tensor of that name, or null if the model has none. */
  @Nullable T find(String name);

  /**
   * Low-rank changes that are active on the linear layer {@code module}, such as {@code
   * model.layers.0.mlp.up_proj}; empty if there are none.
   */
  List<LowRank<T>> changes(String module);

  /** The tensor of that name; a name that is not there is a bug of the architecture. */
  default T get(String name) {
    T tensor = find(name);
    if (tensor == null) {
      throw new IllegalStateException("no parameter " + name);
    }
    return tensor;
  }
}
