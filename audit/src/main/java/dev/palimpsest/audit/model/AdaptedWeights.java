package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.Adapter;
import dev.palimpsest.audit.checkpoint.Adapter.Change;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.CheckpointException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts adapters on a base: the base's tensors are shared, only what changes is loaded. */
final class AdaptedWeights<T> {
  private final TensorEngine<T> engine;

  AdaptedWeights(TensorEngine<T> engine) {
    this.engine = engine;
  }

  /** {@code base}, which is of {@code checkpoint}, with some adapters. */
  NamedWeights<T> apply(
      List<AdapterUse> adapters,
      Composition composition,
      Checkpoint checkpoint,
      NamedWeights<T> base) {
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    Map<String, T> tensors = new HashMap<>(base.tensors());
    for (AdapterUse use : adapters) {
      Adapter adapter = Adapter.open(use.folder(), checkpoint);
      if (!adapter.replacements().isEmpty() && (adapters.size() > 1 || use.weight() != 1)) {
        throw new CheckpointException(
            use.folder()
                + ": an adapter with modules_to_save can be used only alone and with weight 1");
      }
      adapter.replacements().forEach((name, entry) -> tensors.put(name, engine.read(entry)));
      adapter
          .changes()
          .forEach(
              (module, change) ->
                  parts
                      .computeIfAbsent(module, m -> new ArrayList<>())
                      .add(new Part(change, use.weight())));
    }
    Map<String, List<LowRank<T>>> changes = new HashMap<>();
    parts.forEach((module, list) -> changes.put(module, join(module, list, composition)));
    return new NamedWeights<>(tensors, changes);
  }

  /** One adapter's change of a module, and the weight that the adapter is given. */
  private record Part(Change change, double weight) {}

  private List<LowRank<T>> join(String module, List<Part> parts, Composition composition) {
    return switch (composition) {
      case CAT -> parts.stream().map(this::scaled).toList();
      case LINEAR -> parts.size() == 1 ? List.of(scaled(parts.get(0))) : mixed(module, parts);
    };
  }

  private LowRank<T> scaled(Part part) {
    Change change = part.change;
    return new LowRank<>(
        engine.read(change.down()), engine.read(change.up()), part.weight * change.scale());
  }

  private List<LowRank<T>> mixed(String module, List<Part> parts) {
    if (parts.stream().map(part -> part.change.rank()).distinct().count() > 1) {
      throw new CheckpointException(
          "linear composition needs adapters of equal rank; they differ at " + module);
    }
    double[] up = new double[parts.size()];
    double[] down = new double[parts.size()];
    for (int i = 0; i < up.length; i++) {
      double weight = parts.get(i).weight;
      up[i] = Math.sqrt(Math.abs(weight) * parts.get(i).change.scale());
      down[i] = Math.signum(weight) * up[i];
    }
    return List.of(
        new LowRank<>(
            engine.mix(parts.stream().map(part -> part.change.down()).toList(), down),
            engine.mix(parts.stream().map(part -> part.change.up()).toList(), up),
            1));
  }
}
