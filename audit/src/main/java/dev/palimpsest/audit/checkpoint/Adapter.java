package dev.palimpsest.audit.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PEFT LoRA adapter whose tensors fit a base. Opening reads headers only.
 *
 * <p>An adapter names neither its base's revision nor its digest; what is checked is that every
 * module it changes is there and has the right shape.
 */
public final class Adapter {
  private static final String CONFIG = "adapter_config.json";
  private static final String WEIGHTS = "adapter_model.safetensors";

  private final Path folder;
  private final Map<String, Change> changes;
  private final Map<String, TensorEntry> replacements;

  private Adapter(Path folder, Map<String, Change> changes, Map<String, TensorEntry> replacements) {
    this.folder = folder;
    this.changes = changes;
    this.replacements = replacements;
  }

  /**
   * A change ΔW = scale · up · down of a linear layer.
   *
   * @param down A, [rank, in]
   * @param up B, [out, rank]
   * @param scale alpha / rank or alpha / sqrt(rank)
   */
  public record Change(TensorEntry down, TensorEntry up, double scale) {
    /** r. */
    public long rank() {
      return down.shape().get(0);
    }
  }

  /**
   * Opens the adapter in {@code folder} for {@code base}.
   *
   * @throws CheckpointException if it is broken, unknown in kind, or made for another base
   */
  public static Adapter open(Path folder, Checkpoint base) {
    for (String name : List.of(CONFIG, WEIGHTS)) {
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw new CheckpointException(
            "no "
                + name
                + " in "
                + folder
                + (name.equals(WEIGHTS) && Files.exists(folder.resolve("adapter_model.bin"))
                    ? "; adapter_model.bin may run code when read and is never opened"
                    : ""));
      }
    }
    AdapterConfig config = AdapterConfig.read(folder.resolve(CONFIG));
    AdapterTensors tensors =
        AdapterTensors.match(SafeTensors.read(folder.resolve(WEIGHTS)), config, base.config());
    return new Adapter(folder, tensors.changes(), tensors.replacements());
  }

  public Path folder() {
    return folder;
  }

  /** Low-rank changes by module, such as {@code model.layers.0.mlp.up_proj}. */
  public Map<String, Change> changes() {
    return changes;
  }

  /** Parameters that are replaced whole, by name, such as {@code lm_head.weight}. */
  public Map<String, TensorEntry> replacements() {
    return replacements;
  }

  /** SHA-256 of the weight file and of the configuration, by file name. */
  public Map<String, String> digests() {
    Map<String, String> digests = new LinkedHashMap<>();
    digests.put(WEIGHTS, Digests.of(folder.resolve(WEIGHTS)));
    digests.put(CONFIG, Digests.of(folder.resolve(CONFIG)));
    return digests;
  }
}
