package dev.palimpsest.audit.model;

import static dev.palimpsest.audit.checkpoint.GemmaConfig.Trait.QUERY_KEY_NORM;

import dev.palimpsest.audit.checkpoint.GemmaConfig;

/**
 * Gemma 2 and 3 (Gemma Team 2024, 2025).
 *
 * <pre>
 * B rows   S positions   L positions attended to   H hidden size   F feed-forward size
 * Q query heads   K key and value heads   D head size   V vocabulary
 * x [B, S, H]   q [B, Q, S, D]   k, v [B, K, L, D]
 * </pre>
 */
final class Gemma<T> implements Architecture<T> {
  private final GemmaConfig config;
  private final TensorOps<T> ops;
  private final Layers<T> layers;
  private final Rotary rotary;
  private final Rotary windowRotary;

  Gemma(GemmaConfig config, TensorOps<T> ops, Weights<T> weights) {
    this.config = config;
    this.ops = ops;
    this.layers = new Layers<>(ops, weights);
    this.rotary = new Rotary(config.rope());
    this.windowRotary = new Rotary(config.windowRope());
  }

  @Override
  public T hidden(Input<T> input) {
    KeyValueCache<T> cache = input.cache();
    Rotary.Turn<T> turn = rotary.at(ops, cache.length(), input.length());
    Rotary.Turn<T> windowTurn = windowRotary.at(ops, cache.length(), input.length());
    // A tensor, so that the factor is rounded to the compute type as in training.
    T scale = ops.floats(new float[] {(float) Math.sqrt(config.hiddenSize())}, 1);
    T x = ops.multiply(layers.embedding("model.embed_tokens", input.ids()), scale); // [B, S, H]
    for (int layer = 0; layer < config.layers(); layer++) {
      x = block(layer, x, config.windows().get(layer) > 0 ? windowTurn : turn, cache);
    }
    return norm("model.norm", x);
  }

  @Override
  public T logits(T hidden) {
    T logits = layers.head("lm_head", "model.embed_tokens", hidden); // [… , V]
    return config.logitCap() > 0 ? ops.softCap(logits, config.logitCap()) : logits;
  }

  private T block(int layer, T x, Rotary.Turn<T> turn, KeyValueCache<T> cache) {
    String name = "model.layers." + layer;
    return ops.confine(
        () -> {
          T attended =
              attention(
                  name + ".self_attn", layer, norm(name + ".input_layernorm", x), turn, cache);
          T mixed = ops.add(x, norm(name + ".post_attention_layernorm", attended));
          T inner = feedForward(name + ".mlp", norm(name + ".pre_feedforward_layernorm", mixed));
          return ops.add(mixed, norm(name + ".post_feedforward_layernorm", inner));
        });
  }

  private T attention(String name, int layer, T x, Rotary.Turn<T> turn, KeyValueCache<T> cache) {
    T q = ops.splitHeads(layers.linear(name + ".q_proj", x), config.heads());
    T k = ops.splitHeads(layers.linear(name + ".k_proj", x), config.keyValueHeads());
    T v = ops.splitHeads(layers.linear(name + ".v_proj", x), config.keyValueHeads());
    if (config.traits().contains(QUERY_KEY_NORM)) {
      q = norm(name + ".q_norm", q);
      k = norm(name + ".k_norm", k);
    }
    KeyValueCache.KeyValue<T> seen = cache.extend(layer, turn.apply(ops, k, config.headSize()), v);
    AttentionRule rule =
        new AttentionRule(
            1 / Math.sqrt(config.queryScalar()),
            config.windows().get(layer),
            config.attentionCap());
    T heads = ops.attention(turn.apply(ops, q, config.headSize()), seen.key(), seen.value(), rule);
    return layers.linear(name + ".o_proj", ops.mergeHeads(heads)); // [B, S, H]
  }

  private T feedForward(String name, T x) {
    T gate = ops.activate(config.activation(), layers.linear(name + ".gate_proj", x));
    T up = layers.linear(name + ".up_proj", x); // [B, S, F]
    return layers.linear(name + ".down_proj", ops.multiply(gate, up));
  }

  /** Weights are stored as their difference from 1. */
  private T norm(String name, T x) {
    return layers.shiftedRmsNorm(name, x, 1, config.normEpsilon());
  }
}
