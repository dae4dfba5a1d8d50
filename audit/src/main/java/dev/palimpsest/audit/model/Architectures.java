package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.GemmaConfig;
import dev.palimpsest.audit.checkpoint.Gpt2Config;
import dev.palimpsest.audit.checkpoint.GptNeoxConfig;
import dev.palimpsest.audit.checkpoint.LlamaConfig;
import dev.palimpsest.audit.checkpoint.ModelConfig;

/** From a configuration to the architecture that it configures. */
public final class Architectures {

  private Architectures() {}

  /** The forward pass over {@code weights}, which are read when they are used. */
  public static <T> Architecture<T> create(
      ModelConfig config, TensorOps<T> ops, Weights<T> weights) {
    if (config instanceof LlamaConfig llama) {
      return new Llama<>(llama, ops, weights);
    }
    if (config instanceof Gpt2Config gpt2) {
      return new Gpt2<>(gpt2, ops, weights);
    }
    if (config instanceof GptNeoxConfig neox) {
      return new GptNeox<>(neox, ops, weights);
    }
    if (config instanceof GemmaConfig gemma) {
      return new Gemma<>(gemma, ops, weights);
    }
    throw new IllegalStateException("no architecture for " + config.getClass());
  }
}
