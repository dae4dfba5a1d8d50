package dev.palimpsest.audit.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A decoder of the GPT-2 kind: learned positions, layer norms before each half of a layer.
 *
 * @param vocabularySize V, rows of the embedding
 * @param hiddenSize H
 * @param feedForwardSize F
 * @param layers number of layers
 * @param heads N, which divides H
 * @param maxPositions rows of the position embedding
 * @param normEpsilon added to the variance before its root is taken
 * @param activation of the feed-forward layer
 * @param traits departures from the common form
 */
public record Gpt2Config(
    int vocabularySize,
    int hiddenSize,
    int feedForwardSize,
    int layers,
    int heads,
    int maxPositions,
    double normEpsilon,
    Activation activation,
    Set<Trait> traits)
    implements ModelConfig {
  private static final Pattern BUFFER =
      Pattern.compile("(?:transformer\\.)?h\\.\\d+\\.attn\\.(?:bias|masked_bias)");

  /** What some models of this kind do and others do not. */
  public enum Trait {
    /** The output matrix is the embedding. */
    TIED_HEAD,
    /** Attention scores are divided by sqrt(head size). */
    SCALED_BY_HEAD_SIZE,
    /** Attention scores are divided by the layer's number, counted from 1. */
    SCALED_BY_LAYER
  }

  public Gpt2Config {
    traits = Set.copyOf(traits);
    if (hiddenSize % heads != 0) {
      throw new CheckpointException(
          "config.json: n_head must divide n_embd. Provided values: "
              + heads
              + " and "
              + hiddenSize);
    }
  }

  @Override
  public String modelType() {
    return "gpt2";
  }

  @Override
  public boolean tiedHead() {
    return traits.contains(Trait.TIED_HEAD);
  }

  @Override
  public String prefix() {
    return "transformer.";
  }

  @Override
  public Set<String> embeddings() {
    return Set.of("transformer.wte", "transformer.wpe");
  }

  @Override
  public String head() {
    return "lm_head";
  }

  @Override
  public boolean storesInputFirst(String module) {
    return module.startsWith("transformer.h.");
  }

  @Override
  public boolean isBuffer(String name) {
    return BUFFER.matcher(name).matches();
  }

  @Override
  public Map<String, List<Long>> parameters() {
    ParameterShapes shapes = new ParameterShapes();
    shapes.weight("transformer.wte", vocabularySize, hiddenSize);
    shapes.weight("transformer.wpe", maxPositions, hiddenSize);
    for (int layer = 0; layer < layers; layer++) {
      String name = "transformer.h." + layer;
      addNorm(shapes, name + ".ln_1");
      addConvolution(shapes, name + ".attn.c_attn", hiddenSize, 3L * hiddenSize);
      addConvolution(shapes, name + ".attn.c_proj", hiddenSize, hiddenSize);
      addNorm(shapes, name + ".ln_2");
      addConvolution(shapes, name + ".mlp.c_fc", hiddenSize, feedForwardSize);
      addConvolution(shapes, name + ".mlp.c_proj", feedForwardSize, hiddenSize);
    }
    addNorm(shapes, "transformer.ln_f");
    if (!tiedHead()) {
      shapes.weight("lm_head", vocabularySize, hiddenSize);
    }
    return shapes.toMap();
  }

  private void addNorm(ParameterShapes shapes, String name) {
    shapes.weight(name, hiddenSize).bias(name, hiddenSize);
  }

  /** A linear layer whose weight is stored as [in, out]. */
  private static void addConvolution(ParameterShapes shapes, String name, long in, long out) {
    shapes.weight(name, in, out).bias(name, out);
  }
}
