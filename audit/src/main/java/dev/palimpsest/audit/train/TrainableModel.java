package dev.palimpsest.audit.train;

import dev.palimpsest.audit.checkpoint.ModelConfig;
import dev.palimpsest.audit.model.Architecture;
import dev.palimpsest.audit.model.Architectures;
import dev.palimpsest.audit.model.ComputeType;
import dev.palimpsest.audit.model.LibTorchOps;
import dev.palimpsest.audit.model.LowRank;
import dev.palimpsest.audit.model.NamedWeights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A model and which of its tensors are trained.
 *
 * @param architecture the forward pass over the tensors
 * @param ops the operations that it is made of
 * @param trained the tensors that change, by name, in the order of their use
 */
record TrainableModel(
    Architecture<Tensor> architecture, LibTorchOps ops, Map<String, Tensor> trained) {

  TrainableModel {
    trained = Collections.unmodifiableMap(new LinkedHashMap<>(trained));
  }

  /** A model all of whose parameters are trained. */
  static TrainableModel full(ModelConfig config, Map<String, Tensor> parameters) {
    parameters.values().forEach(parameter -> parameter.requires_grad_(true));
    return create(config, parameters, Map.of(), parameters);
  }

  /** A model of frozen parameters with low-rank changes, which alone are trained. */
  static TrainableModel lowRank(
      ModelConfig config, Map<String, Tensor> parameters, Map<String, LowRank<Tensor>> changes) {
    Map<String, Tensor> trained = new LinkedHashMap<>();
    Map<String, List<LowRank<Tensor>>> lists = new LinkedHashMap<>();
    changes.forEach(
        (module, change) -> {
          trained.put(module + ".lora_A.weight", change.down().requires_grad_(true));
          trained.put(module + ".lora_B.weight", change.up().requires_grad_(true));
          lists.put(module, List.of(change));
        });
    return create(config, parameters, lists, trained);
  }

  private static TrainableModel create(
      ModelConfig config,
      Map<String, Tensor> parameters,
      Map<String, List<LowRank<Tensor>>> changes,
      Map<String, Tensor> trained) {
    LibTorchOps ops = new LibTorchOps(ComputeType.FP32);
    return new TrainableModel(
        Architectures.create(config, ops, new NamedWeights<>(parameters, changes)), ops, trained);
  }

  /** Number of numbers that are trained. */
  long size() {
    return trained.values().stream().mapToLong(Tensor::numel).sum();
  }
}
