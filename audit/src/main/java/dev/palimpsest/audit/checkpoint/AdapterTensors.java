package dev.palimpsest.audit.checkpoint;

import dev.palimpsest.audit.checkpoint.Adapter.Change;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tensors of an adapter, matched with its configuration and with the base's parameters. */
record AdapterTensors(Map<String, Change> changes, Map<String, TensorEntry> replacements) {
  private static final Pattern LOW_RANK =
      Pattern.compile("base_model\\.model\\.(.+)\\.lora_([AB])(?:\\.default)?\\.weight");
  private static final Pattern SAVED =
      Pattern.compile(
          "base_model\\.model\\.(.+?)(?:\\.modules_to_save(?:\\.default)?)?\\.(weight|bias)");

  AdapterTensors {
    changes = Collections.unmodifiableMap(changes);
    replacements = Collections.unmodifiableMap(replacements);
  }

  static AdapterTensors match(
      Map<String, TensorEntry> stored, AdapterConfig config, ModelConfig base) {
    Map<String, List<Long>> parameters = parameters(base);
    Map<String, TensorEntry> downs = new LinkedHashMap<>();
    Map<String, TensorEntry> ups = new LinkedHashMap<>();
    Map<String, TensorEntry> replacements = new LinkedHashMap<>();
    for (TensorEntry entry : stored.values()) {
      Matcher lowRank = LOW_RANK.matcher(entry.name());
      Matcher saved = SAVED.matcher(entry.name());
      if (lowRank.matches()) {
        (lowRank.group(2).equals("A") ? downs : ups).put(lowRank.group(1), entry);
      } else if (saved.matches() && config.saves(saved.group(1))) {
        String name = saved.group(1) + "." + saved.group(2);
        checkReplacement(entry, saved.group(1), parameters.get(name), base);
        replacements.put(name, entry);
      } else {
        throw new CheckpointException(
            entry.place() + " is neither a low-rank change nor one of modules_to_save");
      }
    }
    Map<String, Change> changes = new LinkedHashMap<>();
    downs.forEach(
        (module, down) -> {
          TensorEntry up = ups.remove(module);
          checkShapes(module, down, up, parameters.get(module + ".weight"), config, base);
          changes.put(module, new Change(down, up, config.scale(module)));
        });
    for (TensorEntry up : ups.values()) {
      throw new CheckpointException(up.place() + " has no lora_A beside it");
    }
    AdapterTensors tensors = new AdapterTensors(changes, replacements);
    tensors.checkComplete(parameters, config, base);
    return tensors;
  }

  /** Shapes by name, the tied output matrix included. */
  private static Map<String, List<Long>> parameters(ModelConfig base) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>(base.parameters());
    if (base.tiedHead()) {
      shapes.put(base.head() + ".weight", shapes.values().iterator().next());
    }
    return shapes;
  }

  private static void checkReplacement(
      TensorEntry entry, String module, @Nullable List<Long> shape, ModelConfig base) {
    if (!entry.shape().equals(shape)) {
      throw new CheckpointException(
          entry.place() + " has shape " + entry.shape() + ", the base has " + known(shape));
    }
    if (base.tiedHead() && base.embeddings().contains(module)) {
      throw new CheckpointException(
          entry.place()
              + " would replace the embedding of a model with tie_word_embeddings, which is not"
              + " supported");
    }
  }

  private static void checkShapes(
      String module,
      TensorEntry down,
      @Nullable TensorEntry up,
      @Nullable List<Long> weight,
      AdapterConfig config,
      ModelConfig base) {
    if (up == null) {
      throw new CheckpointException(down.place() + " has no lora_B beside it");
    }
    if (weight == null || weight.size() != 2 || base.embeddings().contains(module)) {
      throw new CheckpointException(
          down.place() + " changes " + module + ", which is no linear layer of the base");
    }
    long rank = config.rank(module);
    long in = weight.get(base.storesInputFirst(module) ? 0 : 1);
    long out = weight.get(base.storesInputFirst(module) ? 1 : 0);
    checkShape(down, List.of(rank, in));
    checkShape(up, List.of(out, rank));
    if (!config.targets().matches(module, base.head())) {
      throw new CheckpointException(
          down.place() + " changes " + module + ", which target_modules does not name");
    }
  }

  private static void checkShape(TensorEntry entry, List<Long> expected) {
    if (!entry.shape().equals(expected)) {
      throw new CheckpointException(
          entry.place()
              + " has shape "
              + entry.shape()
              + ", rank and base ask for "
              + expected
              + "; was the adapter made for another base?");
    }
  }

  /** What the configuration names must be there, or part of the adapter is lost. */
  private void checkComplete(
      Map<String, List<Long>> parameters, AdapterConfig config, ModelConfig base) {
    parameters.forEach(
        (name, shape) -> {
          String module = name.substring(0, name.lastIndexOf('.'));
          if (config.saves(module) && !replacements.containsKey(name)) {
            throw missing(name, "modules_to_save");
          }
          boolean linear =
              name.endsWith(".weight") && shape.size() == 2 && !base.embeddings().contains(module);
          if (linear
              && config.targets().matches(module, base.head())
              && !changes.containsKey(module)) {
            throw missing(module, "target_modules");
          }
        });
  }

  private static CheckpointException missing(String name, String setting) {
    return new CheckpointException(
        "adapter_model.safetensors: nothing for " + name + ", which " + setting + " names");
  }

  private static String known(@Nullable List<Long> shape) {
    return shape == null ? "no such parameter" : shape.toString();
  }
}
