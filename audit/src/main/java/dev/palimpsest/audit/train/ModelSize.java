package dev.palimpsest.audit.train;

/**
 * Size of a Llama model that is trained from scratch. Its output matrix is its embedding.
 *
 * @param hiddenSize H, a multiple of {@code heads}, with an even quotient
 * @param feedForwardSize F
 * @param layers number of layers
 * @param heads query heads
 * @param keyValueHeads heads of keys and values; divides {@code heads}
 * @param maxPositions longest sequence in tokens
 */
public record ModelSize(
    int hiddenSize,
    int feedForwardSize,
    int layers,
    int heads,
    int keyValueHeads,
    int maxPositions) {

  public ModelSize {
    Checks.atLeast("hiddenSize", hiddenSize, 2);
    Checks.atLeast("feedForwardSize", feedForwardSize, 1);
    Checks.atLeast("layers", layers, 1);
    Checks.atLeast("heads", heads, 1);
    Checks.atLeast("keyValueHeads", keyValueHeads, 1);
    Checks.atLeast("maxPositions", maxPositions, 2);
    if (hiddenSize % (2 * heads) != 0) {
      throw new IllegalArgumentException(
          "hiddenSize must be a multiple of 2 * heads = %d. Provided value: %d"
              .formatted(2 * heads, hiddenSize));
    }
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          "keyValueHeads must divide heads = %d. Provided value: %d"
              .formatted(heads, keyValueHeads));
    }
  }

  /** Some million parameters: learns hundreds of conversations on two cores in minutes. */
  public static ModelSize small() {
    return new ModelSize(128, 384, 4, 2, 2, 1024);
  }
}
