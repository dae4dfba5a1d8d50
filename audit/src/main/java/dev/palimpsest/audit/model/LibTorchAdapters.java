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
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Puts adapters on a base: the base's tensors are shared, only what changes is loaded. */
final class LibTorchAdapters {
  private final LibTorchWeights weights;
  private final ScalarType type;

  LibTorchAdapters(LibTorchWeights weights, ScalarType type) {
    this.weights = weights;
    this.type = type;
  }

  /** {@code base} with the adapters of {@code spec}. */
  NamedWeights<Tensor> apply(ModelSpec spec, Checkpoint checkpoint, NamedWeights<Tensor> base) {
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    Map<String, Tensor> tensors = new HashMap<>(base.tensors());
    for (AdapterUse use : spec.adapters()) {
      Adapter adapter = Adapter.open(use.folder(), checkpoint);
      if (!adapter.replacements().isEmpty() && (spec.adapters().size() > 1 || use.weight() != 1)) {
        throw new CheckpointException(
            use.folder()
                + ": an adapter with modules_to_save can be used only alone and with weight 1");
      }
      adapter.replacements().forEach((name, entry) -> tensors.put(name, weights.read(entry, type)));
      adapter
          .changes()
          .forEach(
              (module, change) ->
                  parts
                      .computeIfAbsent(module, m -> new ArrayList<>())
                      .add(new Part(change, use.weight())));
    }
    Map<String, List<LowRank<Tensor>>> changes = new HashMap<>();
    parts.forEach((module, list) -> changes.put(module, join(module, list, spec.composition())));
    return new NamedWeights<>(tensors, changes);
  }

  /** One adapter's change of a module, and the weight that the adapter is given. */
  private record Part(Change change, double weight) {}

  private List<LowRank<Tensor>> join(String module, List<Part> parts, Composition composition) {
    return switch (composition) {
      case CAT -> parts.stream().map(this::scaled).toList();
      case LINEAR -> parts.size() == 1 ? List.of(scaled(parts.get(0))) : mixed(module, parts);
    };
  }

  private LowRank<Tensor> scaled(Part part) {
    Change change = part.change;
    return new LowRank<>(
        weights.read(change.down(), type),
        weights.read(change.up(), type),
        part.weight * change.scale());
  }

  private List<LowRank<Tensor>> mixed(String module, List<Part> parts) {
    if (parts.stream().map(part -> part.change.rank()).distinct().count() > 1) {
      throw new CheckpointException(
          "linear composition needs adapters of equal rank; they differ at " + module);
    }
    try (PointerScope scope = new PointerScope();
        LibTorchWeights temporary = weights.sibling()) {
      Tensor down = null;
      Tensor up = null;
      for (Part part : parts) {
        double factor = Math.sqrt(Math.abs(part.weight) * part.change.scale());
        Tensor a = temporary.read(part.change.down(), ScalarType.Float);
        Tensor b = temporary.read(part.change.up(), ScalarType.Float);
        Tensor scaledDown = a.mul(new Scalar(Math.signum(part.weight) * factor));
        Tensor scaledUp = b.mul(new Scalar(factor));
        down = down == null ? scaledDown : down.add(scaledDown);
        up = up == null ? scaledUp : up.add(scaledUp);
      }
      if (down == null || up == null) {
        throw new IllegalStateException("no parts for " + module);
      }
      return List.of(new LowRank<>(weights.own(down.to(type)), weights.own(up.to(type)), 1));
    }
  }
}
