package dev.palimpsest.audit.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weights held in maps.
 *
 * @param tensors parameters by name
 * @param changes low-rank changes by module
 */
public record NamedWeights<T>(Map<String, T> tensors, Map<String, List<LowRank<T>>> changes)
    implements Weights<T> {

  public NamedWeights {
    tensors = Map.copyOf(tensors);
    changes = Map.copyOf(changes);
  }

  @Override
  public @Nullable T find(String name) {
    return tensors.get(name);
  }

  @Override
  public List<LowRank<T>> changes(String module) {
    return changes.getOrDefault(module, List.of());
  }
}
