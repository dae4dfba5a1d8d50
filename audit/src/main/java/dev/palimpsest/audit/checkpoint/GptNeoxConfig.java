package dev.palimpsest.audit.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A GPT-NeoX decoder, such as Pythia: part of each head is turned, attention and feed-forward may
 * run beside each other.
 *
 * @param vocabularySize V, rows of the embedding
 * @param hiddenSize H
 * @param feedForwardSize F
 * @param layers number of layers
 * @param heads N, which divides H
 * @param maxPositions context length in tokens
 * @param normEpsilon added to the variance before its root is taken
 * @param activation of the feed-forward layer
 * @param rope rotary embedding; its dimensions are at most H / N
 * @param traits departures from the common form
 */
public record GptNeoxConfig(
    int vocabularySize,
    int hiddenSize,
    int feedForwardSize,
    int layers,
    int heads,
    int maxPositions,
    double normEpsilon,
    Activation activation,
    Rope rope,
    Set<Trait> traits)
    implements ModelConfig {
  private static final Pattern BUFFER =
      Pattern.compile(
          "(?:gpt_neox\\.)?layers\\.\\d+\\.attention\\.(?:bias|masked_bias|rotary_emb\\.inv_freq)");

  /** What some models of this kind do and others do not. */
  public enum Trait {
    /** The output matrix is the embedding. */
    TIED_HEAD,
    /** Attention and feed-forward read the same input and are summed. */
    PARALLEL,
    /** The projections of attention add a bias. */
    ATTENTION_BIAS
  }

  public GptNeoxConfig {
    traits = Set.copyOf(traits);
    if (hiddenSize % heads != 0) {
      throw new CheckpointException(
          "config.json: num_attention_heads must divide hidden_size. Provided values: "
              + heads
              + " and "
              + hiddenSize);
    }
  }

  /** D = H / N. */
  public int headSize() {
    return hiddenSize / heads;
  }

  @Override
  public String modelType() {
    return "gpt_neox";
  }

  @Override
  public boolean tiedHead() {
    return traits.contains(Trait.TIED_HEAD);
  }

  @Override
  public String prefix() {
    return "gpt_neox.";
  }

  @Override
  public Set<String> embeddings() {
    return Set.of("gpt_neox.embed_in");
  }

  @Override
  public String head() {
    return "embed_out";
  }

  @Override
  public boolean storesInputFirst(String module) {
    return false;
  }

  @Override
  public boolean isBuffer(String name) {
    return BUFFER.matcher(name).matches();
  }

  @Override
  public Map<String, List<Long>> parameters() {
    ParameterShapes shapes = new ParameterShapes();
    shapes.weight("gpt_neox.embed_in", vocabularySize, hiddenSize);
    for (int layer = 0; layer < layers; layer++) {
      String name = "gpt_neox.layers." + layer;
      addNorm(shapes, name + ".input_layernorm");
      addNorm(shapes, name + ".post_attention_layernorm");
      addProjection(shapes, name + ".attention.query_key_value", 3L * hiddenSize);
      addProjection(shapes, name + ".attention.dense", hiddenSize);
      String inner = name + ".mlp.dense_h_to_4h";
      String outer = name + ".mlp.dense_4h_to_h";
      shapes.weight(inner, feedForwardSize, hiddenSize).bias(inner, feedForwardSize);
      shapes.weight(outer, hiddenSize, feedForwardSize).bias(outer, hiddenSize);
    }
    addNorm(shapes, "gpt_neox.final_layer_norm");
    if (!tiedHead()) {
      shapes.weight("embed_out", vocabularySize, hiddenSize);
    }
    return shapes.toMap();
  }

  private void addNorm(ParameterShapes shapes, String name) {
    shapes.weight(name, hiddenSize).bias(name, hiddenSize);
  }

  private void addProjection(ParameterShapes shapes, String name, long out) {
    shapes.weight(name, out, hiddenSize);
    if (traits.contains(Trait.ATTENTION_BIAS)) {
      shapes.bias(name, out);
    }
  }
}
