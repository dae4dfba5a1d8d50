package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.GptNeoxConfig;
import dev.palimpsest.audit.checkpoint.GptNeoxConfig.Trait;

/**
 * GPT-NeoX (Black et al. 2022), the architecture of Pythia.
 *
 * <pre>
 * B rows   S positions   L positions attended to   H hidden size   F feed-forward size
 * N heads   D = H / N head size   V vocabulary
 * x [B, S, H]   q [B, N, S, D]   k, v [B, N, L, D]
 * </pre>
 */
final class GptNeox<T> implements Architecture<T> {
  private final GptNeoxConfig config;
  private final TensorOps<T> ops;
  private final Layers<T> layers;
  private final Rotary rotary;

  GptNeox(GptNeoxConfig config, TensorOps<T> ops, Weights<T> weights) {
    this.config = config;
    this.ops = ops;
    this.layers = new Layers<>(ops, weights);
    this.rotary = new Rotary(config.rope());
  }

  @Override
  public T hidden(Input<T> input) {
    KeyValueCache<T> cache = input.cache();
    Rotary.Turn<T> turn = rotary.at(ops, cache.length(), input.length());
    T x = layers.embedding("gpt_neox.embed_in", input.ids()); // [B, S, H]
    for (int layer = 0; layer < config.layers(); layer++) {
      x = block(layer, x, turn, cache);
    }
    return norm("gpt_neox.final_layer_norm", x);
  }

  @Override
  public T logits(T hidden) {
    return layers.head("embed_out", "gpt_neox.embed_in", hidden); // [… , V]
  }

  private T block(int layer, T x, Rotary.Turn<T> turn, KeyValueCache<T> cache) {
    String name = "gpt_neox.layers." + layer;
    return ops.confine(
        () -> {
          T normed = norm(name + ".input_layernorm", x);
          T mixed = ops.add(x, attention(name + ".attention", layer, normed, turn, cache));
          T source = config.traits().contains(Trait.PARALLEL) ? x : mixed;
          T inner = feedForward(name + ".mlp", norm(name + ".post_attention_layernorm", source));
          return ops.add(mixed, inner);
        });
  }

  private T attention(String name, int layer, T x, Rotary.Turn<T> turn, KeyValueCache<T> cache) {
    int head = config.headSize();
    // Each head's query, key and value lie side by side.
    T all = ops.splitHeads(layers.linear(name + ".query_key_value", x), config.heads());
    T q = turn.apply(ops, ops.slice(all, 0, head), head);
    T k = turn.apply(ops, ops.slice(all, head, 2L * head), head);
    T v = ops.slice(all, 2L * head, 3L * head);
    KeyValueCache.KeyValue<T> seen = cache.extend(layer, k, v);
    T heads = ops.attention(q, seen.key(), seen.value(), AttentionRule.scaledByHeadSize(head, 0));
    return layers.linear(name + ".dense", ops.mergeHeads(heads));
  }

  private T feedForward(String name, T x) {
    T inner = ops.activate(config.activation(), layers.linear(name + ".dense_h_to_4h", x));
    return layers.linear(name + ".dense_4h_to_h", inner);
  }

  private T norm(String name, T x) {
    return layers.layerNorm(name, x, config.normEpsilon());
  }
}
