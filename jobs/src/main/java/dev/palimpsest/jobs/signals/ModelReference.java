package dev.palimpsest.jobs.signals;

import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.model.AdapterUse;
import dev.palimpsest.audit.model.Composition;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.audit.train.ChatLayout;
import dev.palimpsest.jobs.lake.JobRun;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * A model to ask, in a form that travels to executors.
 *
 * @param folder of the checkpoint, at the same path on every executor
 * @param adapters folders; loaded whichever variant is asked, so that base and adapted share a load
 * @param variant with adapters or without
 * @param answerer engine or server
 * @param digest of what determines its answers: weights, the adapters that are on, tokenizer
 */
public record ModelReference(
    String folder, List<String> adapters, Variant variant, Answerer answerer, String digest)
    implements Serializable {

  public ModelReference {
    adapters = List.copyOf(adapters);
  }

  /** What its signals are stored under. */
  public String key() {
    return JobRun.sha256(answerer.key() + "|" + digest);
  }

  /**
   * How it wants conversations laid out.
   *
   * @throws dev.palimpsest.audit.checkpoint.CheckpointException if its folder cannot be read
   */
  ChatLayout chatLayout() {
    return ChatLayout.of(Checkpoint.open(Path.of(folder)));
  }

  /** What to load for it. */
  ModelSpec spec(Answerer.Loaded loaded) {
    return new ModelSpec(
        Path.of(folder),
        adapters.stream().map(adapter -> new AdapterUse(Path.of(adapter), 1)).toList(),
        Composition.CAT,
        loaded.computation().engine(),
        loaded.computation().type());
  }
}
