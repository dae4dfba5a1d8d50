package dev.palimpsest.audit.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What to open. Equal specifications are the same model, so a JVM loads it once.
 *
 * @param checkpoint folder of the base
 * @param adapters applied in the adapted variant, in this order; empty for none
 * @param composition how several adapters are joined
 * @param engine that computes
 * @param type in which it computes
 * @param device on which it computes
 */
public record ModelSpec(
    Path checkpoint,
    List<AdapterUse> adapters,
    Composition composition,
    Engine engine,
    ComputeType type,
    Device device) {

  public ModelSpec {
    adapters = List.copyOf(adapters);
  }

  /** On the processor. */
  public ModelSpec(
      Path checkpoint,
      List<AdapterUse> adapters,
      Composition composition,
      Engine engine,
      ComputeType type) {
    this(checkpoint, adapters, composition, engine, type, Device.CPU);
  }

  /** The same model on {@code other}. */
  public ModelSpec on(Device other) {
    return new ModelSpec(checkpoint, adapters, composition, engine, type, other);
  }

  /** The same model computed by {@code other}. */
  public ModelSpec by(Engine other) {
    return new ModelSpec(checkpoint, adapters, composition, other, type, device);
  }

  /** What runs the tensor operations. */
  public enum Engine {
    /** libtorch through JavaCPP: every type and device, and what trains. */
    LIBTORCH,
    /** Deeplearning4j's ND4J: single precision; on graphics cards up to compute capability 8.6. */
    DL4J
  }

  /** The base alone, in single precision. */
  public static ModelSpec of(Path checkpoint) {
    return new ModelSpec(checkpoint, List.of(), Composition.CAT, Engine.LIBTORCH, ComputeType.FP32);
  }

  /** The base with one adapter, in single precision. */
  public static ModelSpec of(Path checkpoint, Path adapter) {
    return new ModelSpec(
        checkpoint,
        List.of(new AdapterUse(adapter, 1)),
        Composition.CAT,
        Engine.LIBTORCH,
        ComputeType.FP32);
  }
}
