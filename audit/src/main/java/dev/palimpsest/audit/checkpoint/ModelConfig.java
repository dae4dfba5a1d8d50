package dev.palimpsest.audit.checkpoint;

/** What {@code config.json} says about a model, checked and with its defaults filled in. */
public sealed interface ModelConfig permits LlamaConfig {

  /** The {@code model_type} of the file, such as {@code llama}. */
  String modelType();

  /** Rows V of the embedding and of the output matrix. */
  int vocabularySize();

  /** Longest sequence in tokens that the model was built for. */
  int maxPositions();

  /** Whether the output matrix is the embedding matrix. */
  boolean tiedHead();
}
