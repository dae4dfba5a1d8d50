package dev.palimpsest.audit.checkpoint;

import java.util.Set;

/** The names of parameters that transformers gives to models of Llama's kind. */
sealed interface LlamaNames extends ModelConfig permits GemmaConfig, LlamaConfig {

  @Override
  default String prefix() {
    return "model.";
  }

  @Override
  default Set<String> embeddings() {
    return Set.of("model.embed_tokens");
  }

  @Override
  default String head() {
    return "lm_head";
  }

  @Override
  default boolean storesInputFirst(String module) {
    return false;
  }

  @Override
  default boolean isBuffer(String name) {
    return name.endsWith(".rotary_emb.inv_freq");
  }
}
