package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.LlamaConfig;
import dev.palimpsest.audit.checkpoint.ModelConfig;
import java.util.List;
import java.util.Map;

/** From a configuration to the architecture that it configures. */
public final class Architectures {

  private Architectures() {}

  /** The forward pass over {@code weights}, which are read when they are used. */
  public static <T> Architecture<T> create(
      ModelConfig config, TensorOps<T> ops, Weights<T> weights) {
    if (config instanceof LlamaConfig llama) {
      return new Llama<>(llama, ops, weights);
    }
    throw new IllegalStateException("no architecture for " + config.getClass());
  }

  /**
   * Name and shape of every parameter, in the order in which a forward pass meets them. A tied
   * output matrix is not listed.
   */
  public static Map<String, List<Long>> parameters(ModelConfig config) {
    if (config instanceof LlamaConfig llama) {
      return Llama.parameters(llama);
    }
    throw new IllegalStateException("no architecture for " + config.getClass());
  }
}
