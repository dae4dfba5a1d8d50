package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.audit.checkpoint.Adapter;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.ModelConfig;
import dev.palimpsest.audit.model.LowRank;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Low-rank changes beside a frozen checkpoint, written as a PEFT adapter. */
record LowRankSubject(
    Start.LowRank start,
    Checkpoint base,
    BaseFiles files,
    TrainableModel model,
    OptionalInt endOfText)
    implements Subject {

  static LowRankSubject open(Start.LowRank start, long seed) throws IOException {
    Checkpoint base = Checkpoint.open(start.base());
    BaseFiles files = new BaseFiles(base);
    TrainableModel model =
        TrainableModel.lowRank(
            base.config(), files.parameters(), changes(base.config(), start, seed));
    return new LowRankSubject(start, base, files, model, files.endOfText());
  }

  private static Map<String, LowRank<Tensor>> changes(
      ModelConfig config, Start.LowRank start, long seed) {
    InitialWeights initial = new InitialWeights(seed);
    Map<String, LowRank<Tensor>> changes = new LinkedHashMap<>();
    Set<String> unmatched = new HashSet<>(start.modules());
    for (Map.Entry<String, List<Long>> entry : config.parameters().entrySet()) {
      String module = entry.getKey().substring(0, entry.getKey().lastIndexOf('.'));
      String last = module.substring(module.lastIndexOf('.') + 1);
      boolean linear =
          entry.getKey().endsWith(".weight")
              && entry.getValue().size() == 2
              && !config.embeddings().contains(module);
      if (linear && start.modules().contains(last)) {
        unmatched.remove(last);
        boolean inputFirst = config.storesInputFirst(module);
        long in = entry.getValue().get(inputFirst ? 0 : 1);
        long out = entry.getValue().get(inputFirst ? 1 : 0);
        changes.put(
            module,
            new LowRank<>(
                initial.down(start.rank(), in),
                torch.zeros(new long[] {out, start.rank()}),
                start.alpha() / start.rank()));
      }
    }
    for (String module : start.modules()) {
      if (unmatched.contains(module)) {
        throw new IllegalArgumentException(
            "modules must name linear layers of the base, a "
                + config.modelType()
                + " model. Provided value: "
                + module);
      }
    }
    return changes;
  }

  @Override
  public Path tokenizerFile() {
    return base.folder().resolve("tokenizer.json");
  }

  @Override
  public int maxPositions() {
    return base.config().maxPositions();
  }

  @Override
  public String write(Path folder) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    model.trained().forEach((name, tensor) -> tensors.put("base_model.model." + name, tensor));
    WeightTensors.write(folder.resolve("adapter_model.safetensors"), tensors);
    ObjectNode config = new ObjectMapper().createObjectNode();
    config
        .put("peft_type", "LORA")
        .put("task_type", "CAUSAL_LM")
        .put("base_model_name_or_path", base.folder().getFileName().toString())
        .put("r", start.rank())
        .put("lora_alpha", start.alpha())
        .put("lora_dropout", 0.0)
        .put("bias", "none")
        .put("fan_in_fan_out", storesInputFirst())
        .put("inference_mode", true)
        .put("init_lora_weights", true);
    start.modules().forEach(config.withArray("target_modules")::add);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("adapter_config.json").toFile(), config);
    String digest = Adapter.open(folder, base).digests().get("adapter_model.safetensors");
    if (digest == null) {
      throw new IllegalStateException("the adapter has no digest of its weights");
    }
    return digest;
  }

  private boolean storesInputFirst() {
    return model.trained().keySet().stream()
        .map(name -> name.substring(0, name.indexOf(".lora_")))
        .anyMatch(base.config()::storesInputFirst);
  }

  @Override
  public ObjectNode describe() {
    ObjectNode json = files.describe("low-rank");
    json.put("rank", start.rank()).put("alpha", start.alpha());
    start.modules().forEach(json.withArray("modules")::add);
    return json;
  }
}
