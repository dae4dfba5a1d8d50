package dev.palimpsest.audit.model;

import static dev.palimpsest.audit.checkpoint.Gpt2Config.Trait.SCALED_BY_HEAD_SIZE;
import static dev.palimpsest.audit.checkpoint.Gpt2Config.Trait.SCALED_BY_LAYER;

import dev.palimpsest.audit.checkpoint.Gpt2Config;
import java.util.stream.IntStream;

/**
 * GPT-2 (Radford et al. 2019).
 *
 * <pre>
 * B rows   S positions   L positions attended to   H hidden size   F feed-forward size
 * N heads   D = H / N head size   V vocabulary
 * x [B, S, H]   q [B, N, S, D]   k, v [B, N, L, D]
 * </pre>
 */
final class Gpt2<T> implements Architecture<T> {
  private final Gpt2Config config;
  private final TensorOps<T> ops;
  private final Layers<T> layers;

  Gpt2(Gpt2Config config, TensorOps<T> ops, Weights<T> weights) {
    this.config = config;
    this.ops = ops;
    this.layers = new Layers<>(ops, weights);
  }

  @Override
  public T hidden(Input<T> input) {
    int past = input.cache().length();
    int[] positions = IntStream.range(past, past + input.length()).toArray();
    T x =
        ops.add(
            layers.embedding("transformer.wte", input.ids()),
            layers.embedding("transformer.wpe", ops.ids(positions, 1, input.length())));
    for (int layer = 0; layer < config.layers(); layer++) {
      x = block(layer, x, input.cache());
    }
    return norm("transformer.ln_f", x);
  }

  @Override
  public T logits(T hidden) {
    return layers.head("lm_head", "transformer.wte", hidden); // [… , V]
  }

  private T block(int layer, T x, KeyValueCache<T> cache) {
    String name = "transformer.h." + layer;
    return ops.confine(
        () -> {
          T mixed = ops.add(x, attention(name + ".attn", layer, norm(name + ".ln_1", x), cache));
          return ops.add(mixed, feedForward(name + ".mlp", norm(name + ".ln_2", mixed)));
        });
  }

  private T attention(String name, int layer, T x, KeyValueCache<T> cache) {
    int hidden = config.hiddenSize();
    T all = layers.convolution(name + ".c_attn", x); // [B, S, 3·H]
    T q = ops.splitHeads(ops.slice(all, 0, hidden), config.heads());
    T k = ops.splitHeads(ops.slice(all, hidden, 2L * hidden), config.heads());
    T v = ops.splitHeads(ops.slice(all, 2L * hidden, 3L * hidden), config.heads());
    KeyValueCache.KeyValue<T> seen = cache.extend(layer, k, v);
    T heads = ops.attention(q, seen.key(), seen.value(), new AttentionRule(scale(layer), 0, 0));
    return layers.convolution(name + ".c_proj", ops.mergeHeads(heads));
  }

  private T feedForward(String name, T x) {
    T inner = ops.activate(config.activation(), layers.convolution(name + ".c_fc", x)); // [B, S, F]
    return layers.convolution(name + ".c_proj", inner);
  }

  private T norm(String name, T x) {
    return layers.layerNorm(name, x, config.normEpsilon());
  }

  private double scale(int layer) {
    double headSize = (double) config.hiddenSize() / config.heads();
    double scale = config.traits().contains(SCALED_BY_HEAD_SIZE) ? 1 / Math.sqrt(headSize) : 1;
    return config.traits().contains(SCALED_BY_LAYER) ? scale / (layer + 1) : scale;
  }
}
