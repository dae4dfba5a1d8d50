package dev.palimpsest.audit.model;

/** Opens models. */
public final class LanguageModels {

  private LanguageModels() {}

  /**
   * Loads the model; the caller closes it.
   *
   * @throws dev.palimpsest.audit.checkpoint.CheckpointException if the checkpoint or an adapter
   *     cannot be used
   */
  public static LanguageModel open(ModelSpec spec) {
    return switch (spec.engine()) {
      case LIBTORCH -> LibTorchModel.open(spec);
    };
  }
}
