package dev.palimpsest.audit.model;

import java.nio.file.Path;

/**
 * An adapter and how much of it is applied.
 *
 * @param folder with {@code adapter_config.json} and {@code adapter_model.safetensors}
 * @param weight factor on the adapter's change; 1 applies it as it was trained
 */
public record AdapterUse(Path folder, double weight) {

  public AdapterUse {
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException(
          "the weight of an adapter must be finite. Provided value: " + weight);
    }
  }
}
