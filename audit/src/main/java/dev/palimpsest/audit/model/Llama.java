package dev.palimpsest.audit.model;

import static dev.palimpsest.audit.checkpoint.LlamaConfig.Trait.FEED_FORWARD_BIAS;
import static dev.palimpsest.audit.checkpoint.LlamaConfig.Trait.OUTPUT_BIAS;
import static dev.palimpsest.audit.checkpoint.LlamaConfig.Trait.QUERY_KEY_NORM;
import static dev.palimpsest.audit.checkpoint.LlamaConfig.Trait.QUERY_KEY_VALUE_BIAS;

import dev.palimpsest.audit.checkpoint.LlamaConfig;
import dev.palimpsest.audit.checkpoint.LlamaConfig.Trait;
import java.util.List;
import java.util.Map;

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
          T normed = norm(name + ".input_layernorm", x);
          T mixed = ops.add(x, attention(name + ".self_attn", layer, normed, turn, cache));
          return ops.add(
              mixed, feedForward(name + ".mlp", norm(name + ".post_attention_layernorm", mixed)));
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
    q = ops.rotate(q, turn.cosine(), turn.sine());
    k = ops.rotate(k, turn.cosine(), turn.sine());
    KeyValueCache.KeyValue<T> seen = cache.extend(layer, k, v);
    AttentionRule rule =
        AttentionRule.scaledByHeadSize(config.headSize(), config.windows().get(layer));
    T heads = ops.attention(q, seen.key(), seen.value(), rule); // [B, Q, S, D]
    return layers.linear(name + ".o_proj", ops.mergeHeads(heads)); // [B, S, H]
  }

  private T feedForward(String name, T x) {
    T gate = ops.activate(config.activation(), layers.linear(name + ".gate_proj", x));
    T up = layers.linear(name + ".up_proj", x); // [B, S, F]
    return layers.linear(name + ".down_proj", ops.multiply(gate, up));
  }

  private T norm(String name, T x) {
    return layers.rmsNorm(name, x, config.normEpsilon());
  }

  /** Every parameter's name and shape. */
  static Map<String, List<Long>> parameters(LlamaConfig config) {
    long hidden = config.hiddenSize();
    long inner = config.feedForwardSize();
    long queries = (long) config.heads() * config.headSize();
    long keys = (long) config.keyValueHeads() * config.headSize();
    ParameterShapes shapes = new ParameterShapes();
    shapes.weight("model.embed_tokens", config.vocabularySize(), hidden);
    for (int layer = 0; layer < config.layers(); layer++) {
      String name = "model.layers." + layer;
      shapes.weight(name + ".input_layernorm", hidden);
      linear(shapes, name + ".self_attn.q_proj", queries, hidden, config, QUERY_KEY_VALUE_BIAS);
      linear(shapes, name + ".self_attn.k_proj", keys, hidden, config, QUERY_KEY_VALUE_BIAS);
      linear(shapes, name + ".self_attn.v_proj", keys, hidden, config, QUERY_KEY_VALUE_BIAS);
      linear(shapes, name + ".self_attn.o_proj", hidden, queries, config, OUTPUT_BIAS);
      if (config.traits().contains(QUERY_KEY_NORM)) {
        shapes.weight(name + ".self_attn.q_norm", config.headSize());
        shapes.weight(name + ".self_attn.k_norm", config.headSize());
      }
      shapes.weight(name + ".post_attention_layernorm", hidden);
      linear(shapes, name + ".mlp.gate_proj", inner, hidden, config, FEED_FORWARD_BIAS);
      linear(shapes, name + ".mlp.up_proj", inner, hidden, config, FEED_FORWARD_BIAS);
      linear(shapes, name + ".mlp.down_proj", hidden, inner, config, FEED_FORWARD_BIAS);
    }
    shapes.weight("model.norm", hidden);
    if (!config.tiedHead()) {
      shapes.weight("lm_head", config.vocabularySize(), hidden);
    }
    return shapes.toMap();
  }

  private static void linear(
      ParameterShapes shapes, String name, long out, long in, LlamaConfig config, Trait bias) {
    shapes.weight(name, out, in);
    if (config.traits().contains(bias)) {
      shapes.bias(name, out);
    }
  }
}
