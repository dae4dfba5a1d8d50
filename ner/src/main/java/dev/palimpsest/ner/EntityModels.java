package dev.palimpsest.ner;

import dev.palimpsest.pii.EntityModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The entity models of a JVM: each is loaded once, when a task first asks for it, and shared.
 * Whoever closes the pool must know that no task uses it any more.
 */
public final class EntityModels implements AutoCloseable {

  private static final EntityModels JVM = new EntityModels();

  private final Map<EntityModelSpec, EntityModel> models = new HashMap<>();

  /** A pool of one's own; {@link #ofThisJvm} is for tasks that share an executor. */
  public EntityModels() {}

  /** The pool that all tasks of this JVM share. */
  public static EntityModels ofThisJvm() {
    return JVM;
  }

  /**
   * The model, loaded if this is the first call for it. The pool closes it.
   *
   * @throws EntityModelException if it cannot be loaded, or the folder holds other files than when
   *     {@code spec} was made
   */
  public synchronized EntityModel model(EntityModelSpec spec) {
    return models.computeIfAbsent(spec, EntityModels::load);
  }

  private static EntityModel load(EntityModelSpec spec) {
    EntityFolder folder = EntityFolder.open(Path.of(spec.folder()), spec.labels());
    String found = folder.spec().sha256();
    if (!found.equals(spec.sha256())) {
      throw new EntityModelException(
          "%s has sha256 %s… on this machine and %s… where the job was started. Put the same files on all machines."
              .formatted(spec.folder(), found.substring(0, 12), spec.sha256().substring(0, 12)));
    }
    return OnnxEntityModel.open(folder);
  }

  /** Frees all models; the pool can be used again. */
  @Override
  public synchronized void close() {
    models.values().forEach(EntityModel::close);
    models.clear();
  }
}
