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
      case DL4J -> TensorModel.open(spec, () -> new Nd4jEngine(spec.type(), spec.device()));
      case LIBTORCH -> TensorModel.open(spec, () -> new LibTorchEngine(spec.type(), spec.device()));
    };
  }

  /**
   * Loads nothing.
   *
   * @throws DeviceException if this build of the engine has no code for that kind of device
   */
  public static void requireBuilt(ModelSpec.Engine engine, Device device) {
    switch (engine) {
      case LIBTORCH -> LibTorch.requireBuiltForCuda(device);
      case DL4J -> Nd4jBackend.requireBuiltFor(device);
    }
  }
}
