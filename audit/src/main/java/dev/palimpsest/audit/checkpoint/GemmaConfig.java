package dev.palimpsest.audit.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A decoder of the Gemma family from its second generation on, gemma2 and gemma3_text: norms before
 * and after each half of a layer.
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
 * @param rope rotary embedding of layers that see all; its dimensions are D
 * @param windowRope rotary embedding of layers with a window
 * @param windows one per layer: how many latest positions, itself included, a position attends to;
 *     0 for all
 * @param queryScalar attention scores are divided by the root of it
 * @param attentionCap soft cap on attention scores; 0 for none
 * @param logitCap soft cap on the output; 0 for none
 * @param traits departures from the common form
 */
public record GemmaConfig(
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
    Rope windowRope,
    List<Integer> windows,
    double queryScalar,
    double attentionCap,
    double logitCap,
    Set<Trait> traits)
    implements LlamaNames {

  /** What some models of this kind have and others lack. */
  public enum Trait {
    /** The output matrix is the embedding. */
    TIED_HEAD,
    /** The projections of attention add a bias. */
    ATTENTION_BIAS,
    /** Queries and keys are normed per head before they are turned. */
    QUERY_KEY_NORM
  }

  public GemmaConfig {
    windows = List.copyOf(windows);
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
    long queries = (long) heads * headSize;
    long keys = (long) keyValueHeads * headSize;
    ParameterShapes shapes = new ParameterShapes();
    shapes.weight("model.embed_tokens", vocabularySize, hiddenSize);
    for (int layer = 0; layer < layers(); layer++) {
      String name = "model.layers." + layer;
      shapes.weight(name + ".input_layernorm", hiddenSize);
      addProjection(shapes, name + ".self_attn.q_proj", queries, hiddenSize);
      addProjection(shapes, name + ".self_attn.k_proj", keys, hiddenSize);
      addProjection(shapes, name + ".self_attn.v_proj", keys, hiddenSize);
      addProjection(shapes, name + ".self_attn.o_proj", hiddenSize, queries);
      if (traits.contains(Trait.QUERY_KEY_NORM)) {
        shapes.weight(name + ".self_attn.q_norm", headSize);
        shapes.weight(name + ".self_attn.k_norm", headSize);
      }
      shapes.weight(name + ".post_attention_layernorm", hiddenSize);
      shapes.weight(name + ".pre_feedforward_layernorm", hiddenSize);
      shapes.weight(name + ".mlp.gate_proj", feedForwardSize, hiddenSize);
      shapes.weight(name + ".mlp.up_proj", feedForwardSize, hiddenSize);
      shapes.weight(name + ".mlp.down_proj", hiddenSize, feedForwardSize);
      shapes.weight(name + ".post_feedforward_layernorm", hiddenSize);
    }
    shapes.weight("model.norm", hiddenSize);
    if (!tiedHead()) {
      shapes.weight("lm_head", vocabularySize, hiddenSize);
    }
    return shapes.toMap();
  }

  private void addProjection(ParameterShapes shapes, String name, long out, long in) {
    shapes.weight(name, out, in);
    if (traits.contains(Trait.ATTENTION_BIAS)) {
      shapes.bias(name, out);
    }
  }
}
