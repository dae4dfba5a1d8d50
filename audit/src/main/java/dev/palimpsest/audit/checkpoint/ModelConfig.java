package dev.palimpsest.audit.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code config.json} says about a model, checked and with its defaults filled in. */
public sealed interface ModelConfig permits Gpt2Config, GptNeoxConfig, LlamaNames {

  /** The {@code model_type} of the file, such as {@code llama}. */
  String modelType();

  /** Rows V of the embedding and of the output matrix. */
  int vocabularySize();

  /** Longest sequence in tokens that the model was built for. */
  int maxPositions();

  /** Whether the output matrix is the embedding matrix. */
  boolean tiedHead();

  /**
   * Name and shape of every parameter, in the order in which a forward pass meets them. A tied
   * output matrix is not listed.
   */
  Map<String, List<Long>> parameters();

  /** What precedes every name but the output matrix's, and some files leave out. */
  String prefix();

  /** Modules whose weight is a table of vectors, not a linear layer. */
  Set<String> embeddings();

  /** Name of the output layer. */
  String head();

  /** Whether the weight of a linear layer is stored as [in, out] and not as [out, in]. */
  boolean storesInputFirst(String module);

  /** Whether a tensor of a file is a constant that older exporters stored with the parameters. */
  boolean isBuffer(String name);
}
