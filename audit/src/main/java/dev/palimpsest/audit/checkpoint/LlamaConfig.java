package dev.palimpsest.audit.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A decoder of the Llama family: llama, mistral, qwen2, qwen3, phi3, olmo2, smollm3.
 *
 * @param modelType as in the file
 * @param vocabularySize V, rows of the embedding
 * @param hiddenSize H
 * @param feedForwardSize F
 * @param heads Q, query heads
 * @param keyValueHeads K, heads of keys and values; divides Q
 * @param headSize D
 * @param maxPositions context length in tokens
 * @param normEpsilon added to the mean square before its root is taken
 * @param activation of the gate
 * @param rope rotary embedding; its dimensions are D
 * @param windows one per layer: how many latest positions, itself included, a position attends to;
 *     0 for all
 * @param unturnedLayers layers, from 0, that go without the rotary embedding
 * @param traits where members of the family differ
 */
public record LlamaConfig(
    String modelType,
    int vocabularySize,
    int hiddenSize,
    int feedForwardSize,
    int heads,
    int keyValueHeads,
    int headSize,
    int maxPositions,
    double normEpsilon,
    Activation activation,
    Rope rope,
    List<Integer> windows,
    Set<Integer> unturnedLayers,
    Set<Trait> traits)
    implements LlamaNames {

  /** What some members of the family have and others lack. */
  public enum Trait {
    /** The output matrix is the embedding. */
    TIED_HEAD,
    /** Query, key and value projections add a bias. */
    QUERY_KEY_VALUE_BIAS,
    /** The output projection of attention adds a bias. */
    OUTPUT_BIAS,
    /** The three feed-forward projections add a bias. */
    FEED_FORWARD_BIAS,
    /** Queries and keys are normed per head before they are turned. */
    QUERY_KEY_NORM,
    /** Queries and keys are normed over all heads at once. */
    WHOLE_QUERY_KEY_NORM,
    /** What attention and feed-forward give is normed, and not what they take. */
    NORM_AFTER,
    /** Query, key and value are one matrix, and gate and up are another. */
    FUSED_PROJECTIONS
  }

  public LlamaConfig {
    windows = List.copyOf(windows);
    unturnedLayers = Set.copyOf(unturnedLayers);
    traits = Set.copyOf(traits);
    if (heads % keyValueHeads != 0) {
      throw new CheckpointException(
          "config.json: num_key_value_heads must divide num_attention_heads. Provided values: "
              + keyValueHeads
              + " and "
              + heads);
    }
  }

  /** Number of layers. */
  public int layers() {
    return windows.size();
  }

  @Override
  public boolean tiedHead() {
    return traits.contains(Trait.TIED_HEAD);
  }

  @Override
  public Map<String, List<Long>> parameters() {
    ParameterShapes shapes = new ParameterShapes();
    shapes.weight("model.embed_tokens", vocabularySize, hiddenSize);
    for (int layer = 0; layer < layers(); layer++) {
      String name = "model.layers." + layer;
      if (!traits.contains(Trait.NORM_AFTER)) {
        shapes.weight(name + ".input_layernorm", hiddenSize);
      }
      addAttention(shapes, name + ".self_attn");
      shapes.weight(name + ".post_attention_layernorm", hiddenSize);
      addFeedForward(shapes, name + ".mlp");
      if (traits.contains(Trait.NORM_AFTER)) {
        shapes.weight(name + ".post_feedforward_layernorm", hiddenSize);
      }
    }
    shapes.weight("model.norm", hiddenSize);
    if (!tiedHead()) {
      shapes.weight("lm_head", vocabularySize, hiddenSize);
    }
    return shapes.toMap();
  }

  private void addAttention(ParameterShapes shapes, String name) {
    long queries = (long) heads * headSize;
    long keys = (long) keyValueHeads * headSize;
    if (traits.contains(Trait.FUSED_PROJECTIONS)) {
      addLinear(
          shapes, name + ".qkv_proj", queries + 2 * keys, hiddenSize, Trait.QUERY_KEY_VALUE_BIAS);
    } else {
      addLinear(shapes, name + ".q_proj", queries, hiddenSize, Trait.QUERY_KEY_VALUE_BIAS);
      addLinear(shapes, name + ".k_proj", keys, hiddenSize, Trait.QUERY_KEY_VALUE_BIAS);
      addLinear(shapes, name + ".v_proj", keys, hiddenSize, Trait.QUERY_KEY_VALUE_BIAS);
    }
    addLinear(shapes, name + ".o_proj", hiddenSize, queries, Trait.OUTPUT_BIAS);
    if (traits.contains(Trait.QUERY_KEY_NORM)) {
      shapes.weight(name + ".q_norm", headSize);
      shapes.weight(name + ".k_norm", headSize);
    }
    if (traits.contains(Trait.WHOLE_QUERY_KEY_NORM)) {
      shapes.weight(name + ".q_norm", queries);
      shapes.weight(name + ".k_norm", keys);
    }
  }

  private void addFeedForward(ParameterShapes shapes, String name) {
    if (traits.contains(Trait.FUSED_PROJECTIONS)) {
      addLinear(
          shapes,
          name + ".gate_up_proj",
          2L * feedForwardSize,
          hiddenSize,
          Trait.FEED_FORWARD_BIAS);
    } else {
      addLinear(shapes, name + ".gate_proj", feedForwardSize, hiddenSize, Trait.FEED_FORWARD_BIAS);
      addLinear(shapes, name + ".up_proj", feedForwardSize, hiddenSize, Trait.FEED_FORWARD_BIAS);
    }
    addLinear(shapes, name + ".down_proj", hiddenSize, feedForwardSize, Trait.FEED_FORWARD_BIAS);
  }

  private void addLinear(ParameterShapes shapes, String name, long out, long in, Trait bias) {
    shapes.weight(name, out, in);
    if (traits.contains(bias)) {
      shapes.bias(name, out);
    }
  }
}
