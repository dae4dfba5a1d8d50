package dev.palimpsest.audit.checkpoint;

import java.util.List;
import java.util.Set;

/**
 * A decoder of the Llama family: llama, mistral, qwen2, qwen3.
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
    Set<Trait> traits)
    implements ModelConfig {

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
    QUERY_KEY_NORM
  }

  public LlamaConfig {
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
}
