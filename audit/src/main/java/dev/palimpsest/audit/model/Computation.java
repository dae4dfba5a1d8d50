package dev.palimpsest.audit.model;

import java.io.Serializable;
import java.util.Locale;

/**
 * How a model is computed. Engines and types agree up to rounding, so their results are kept apart.
 *
 * @param engine that computes
 * @param type in which it computes
 */
public record Computation(ModelSpec.Engine engine, ComputeType type) implements Serializable {

  /** libtorch in single precision. */
  public static final Computation USUAL =
      new Computation(ModelSpec.Engine.LIBTORCH, ComputeType.FP32);

  /** A name that stays the same, such as {@code libtorch|FP32}. */
  public String key() {
    return engine.name().toLowerCase(Locale.ROOT) + "|" + type.name();
  }
}
