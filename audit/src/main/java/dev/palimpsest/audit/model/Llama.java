package dev.palimpsest.audit.model;

import static dev.palimpsest.audit.checkpoint.LlamaConfig.Trait.FUSED_PROJECTIONS;
import static dev.palimpsest.audit.checkpoint.LlamaConfig.Trait.NORM_AFTER;
import static dev.palimpsest.audit.checkpoint.LlamaConfig.Trait.QUERY_KEY_NORM;
import static dev.palimpsest.audit.checkpoint.LlamaConfig.Trait.WHOLE_QUERY_KEY_NORM;

import dev.palimpsest.audit.checkpoint.LlamaConfig;
import java.util.List;

/**
 * Llama and its relatives (Touvron et al. 2023; grouped queries: Ainslie et al. 2023).
 *
 * <pre>
 * B rows   S positions   L positions attended to   H hidden size   F feed-forward size
 * Q query heads   K key and value heads   D head size   V vocabulary
 * x [B, S, H]   q [B, Q, S, D]   k, v [B, K, L, D]
 * </pre>
 */
public final class Llama<T> implements Architecture<T> {
  private final LlamaConfig config;
  private final TensorOps<T> ops;
  private final Layers<T> layers;
  private final Rotary rotary;

  public Llama(LlamaConfig config, TensorOps<T> ops, Weights<T> weights) {
    this.config = config;
    this.ops = ops;
    this.layers = new Layers<>(ops, weights);
    this.rotary = new Rotary(config.rope());
  }

  @Override
  public T hidden(Input<T> input) {
    KeyValueCache<T> cache = input.cache();
    Rotary.Turn<T> turn = rotary.at(ops, cache.length(), input.length());
    T x = layers.embedding("model.embed_tokens", input.ids()); // [B, S, H]
    for (int layer = 0; layer < config.layers(); layer++) {
      x = block(layer, x, turn, cache);
    }
    return norm("model.norm", x);
  }

  @Override
  public T logits(T hidden) {
    return layers.head("lm_head", "model.embed_tokens", hidden); // [… , V]
  }

  private T block(int layer, T x, Rotary.Turn<T> turn, KeyValueCache<T> cache) {
    String name = "model.layers." + layer;
    return ops.confine(
        () -> {
          if (config.traits().contains(NORM_AFTER)) {
            T attended = attention(name + ".self_attn", layer, x, turn, cache);
            T mixed = ops.add(x, norm(name + ".post_attention_layernorm", attended));
            T fed = feedForward(name + ".mlp", mixed);
            return ops.add(mixed, norm(name + ".post_feedforward_layernorm", fed));
          }
          T normed = norm(name + ".input_layernorm", x);
          T mixed = ops.add(x, attention(name + ".self_attn", layer, normed, turn, cache));
          return ops.add(
              mixed, feedForward(name + ".mlp", norm(name + ".post_attention_layernorm", mixed)));
        });
  }

  private T attention(String name, int layer, T x, Rotary.Turn<T> turn, KeyValueCache<T> cache) {
    List<T> projected = projections(name, x);
    T queries = projected.get(0);
    T keys = projected.get(1);
    if (config.traits().contains(WHOLE_QUERY_KEY_NORM)) {
      queries = norm(name + ".q_norm", queries);
      keys = norm(name + ".k_norm", keys);
    }
    T q = ops.splitHeads(queries, config.heads());
    T k = ops.splitHeads(keys, config.keyValueHeads());
    T v = ops.splitHeads(projected.get(2), config.keyValueHeads());
    if (config.traits().contains(QUERY_KEY_NORM)) {
      q = norm(name + ".q_norm", q);
      k = norm(name + ".k_norm", k);
    }
    if (!config.unturnedLayers().contains(layer)) {
      q = turn.apply(ops, q, config.headSize());
      k = turn.apply(ops, k, config.headSize());
    }
    KeyValueCache.KeyValue<T> seen = cache.extend(layer, k, v);
    AttentionRule rule =
        AttentionRule.scaledByHeadSize(config.headSize(), config.windows().get(layer));
    T heads = ops.attention(q, seen.key(), seen.value(), rule); // [B, Q, S, D]
    return layers.linear(name + ".o_proj", ops.mergeHeads(heads)); // [B, S, H]
  }

  /** Queries [B, S, Q·D], keys and values [B, S, K·D]. */
  private List<T> projections(String name, T x) {
    if (config.traits().contains(FUSED_PROJECTIONS)) {
      long keys = (long) config.heads() * config.headSize();
      long values = keys + (long) config.keyValueHeads() * config.headSize();
      T all = layers.linear(name + ".qkv_proj", x);
      return List.of(
          ops.slice(all, 0, keys),
          ops.slice(all, keys, values),
          ops.slice(all, values, 2 * values - keys));
    }
    return List.of(
        layers.linear(name + ".q_proj", x),
        layers.linear(name + ".k_proj", x),
        layers.linear(name + ".v_proj", x));
  }

  private T feedForward(String name, T x) {
    T gate; // [B, S, F]
    T up; // [B, S, F]
    if (config.traits().contains(FUSED_PROJECTIONS)) {
      T both = layers.linear(name + ".gate_up_proj", x);
      gate = ops.slice(both, 0, config.feedForwardSize());
      up = ops.slice(both, config.feedForwardSize(), 2L * config.feedForwardSize());
    } else {
      gate = layers.linear(name + ".gate_proj", x);
      up = layers.linear(name + ".up_proj", x);
    }
    T gated = ops.multiply(ops.activate(config.activation(), gate), up);
    return layers.linear(name + ".down_proj", gated);
  }

  private T norm(String name, T x) {
    return layers.rmsNorm(name, x, config.normEpsilon());
  }
}
