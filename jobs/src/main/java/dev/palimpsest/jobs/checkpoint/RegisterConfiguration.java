package dev.palimpsest.jobs.checkpoint;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code register} is told.
 *
 * @param name for people
 * @param checkpoint folder of the model, or of the base of the adapters
 * @param adapters folders of PEFT adapters; empty for none
 * @param base folder of the model before training; with adapters it is the checkpoint
 * @param baseRevision immutable revision of the base, where it came from a hub
 * @param corpus {@code NAME[@VERSION]} that it was trained on; null if that is not known
 * @param owner who answers for it
 */
public record RegisterConfiguration(
    String name,
    Path checkpoint,
    List<Path> adapters,
    @Nullable Path base,
    @Nullable String baseRevision,
    @Nullable String corpus,
    @Nullable String owner) {

  public RegisterConfiguration {
    adapters = List.copyOf(adapters);
    if (!adapters.isEmpty() && base != null) {
      throw new IllegalArgumentException(
          "--base is for checkpoints that were trained whole: the base of an adapter is the checkpoint. Leave --base out.");
    }
  }
}
