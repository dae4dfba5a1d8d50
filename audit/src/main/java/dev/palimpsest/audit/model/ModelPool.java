package dev.palimpsest.audit.model;

import java.util.HashMap;
import java.util.Map;

/**
 * The models of a JVM: each specification is loaded once and shared, because weights are what fills
 * the memory. Whoever closes the pool, or one of its models, must know that no task uses it.
 */
public final class ModelPool implements AutoCloseable {
  private static final ModelPool JVM = new ModelPool();

  private final Map<ModelSpec, LanguageModel> models = new HashMap<>();

  /** A pool of one's own; {@link #ofThisJvm} is for tasks that share an executor. */
  public ModelPool() {}

  /** The pool that all tasks of this JVM share. */
  public static ModelPool ofThisJvm() {
    return JVM;
  }

  /** The model, loaded if this is the first call for it. The pool closes it. */
  public synchronized LanguageModel model(ModelSpec spec) {
    return models.computeIfAbsent(spec, LanguageModels::open);
  }

  /**
   * The model as above; one that is not loaded yet is loaded only if it fits.
   *
   * @param positions of a batch
   * @param batches that are computed at the same time
   * @param memory tells what is free
   * @throws DeviceException if the device has not the memory
   */
  public synchronized LanguageModel model(
      ModelSpec spec, int positions, int batches, FreeMemory memory) {
    if (!models.containsKey(spec)) {
      LanguageModels.requireBuilt(spec.engine(), spec.device());
      ModelMemory.of(spec, positions, batches)
          .requireFits(spec.device(), memory.bytes(spec.device()));
    }
    return model(spec);
  }

  /** Frees one model; nothing happens if it is not loaded. */
  public synchronized void close(ModelSpec spec) {
    LanguageModel model = models.remove(spec);
    if (model != null) {
      model.close();
    }
  }

  /** Frees all models; the pool can be used again. */
  @Override
  public synchronized void close() {
    models.values().forEach(LanguageModel::close);
    models.clear();
  }
}
