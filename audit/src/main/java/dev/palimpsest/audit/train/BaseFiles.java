package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.bytedeco.pytorch.Tensor;

/** The files of a checkpoint that a run starts from. */
final class BaseFiles {

  private static final List<String> TOKENIZER_FILES =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "generation_config.json",
          "chat_template.jinja");

  private final Checkpoint checkpoint;

  BaseFiles(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** All parameters by name in single precision; owned by the open scope. */
  Map<String, Tensor> parameters() {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    checkpoint
        .parameters()
        .forEach((name, entry) -> parameters.put(name, WeightTensors.read(entry)));
    return parameters;
  }

  /** The first {@code eos_token_id} of {@code config.json}, if there is one. */
  OptionalInt endOfText() throws IOException {
    JsonNode id = config().path("eos_token_id");
    JsonNode first = id.isArray() ? id.path(0) : id;
    return first.isInt() ? OptionalInt.of(first.intValue()) : OptionalInt.empty();
  }

  /** Copies what belongs to the tokenizer, and the configuration for weights of 32 bits. */
  void copyTo(Path folder) throws IOException {
    for (String name : TOKENIZER_FILES) {
      Path file = checkpoint.folder().resolve(name);
      if (Files.isRegularFile(file)) {
        Files.copy(file, folder.resolve(name));
      }
    }
    ObjectNode config = config();
    String key = config.has("dtype") ? "dtype" : "torch_dtype";
    config.put(key, "float32");
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("config.json").toFile(), config);
  }

  /** What the base is, by content. */
  ObjectNode describe(String kind) {
    Digests digests = checkpoint.digests();
    return new ObjectMapper()
        .createObjectNode()
        .put("kind", kind)
        .put("baseWeightsSha256", digests.weights())
        .put("baseConfigSha256", digests.config())
        .put("baseTokenizerSha256", digests.tokenizer());
  }

  private ObjectNode config() throws IOException {
    Path file = checkpoint.folder().resolve("config.json");
    return (ObjectNode) new ObjectMapper().readTree(file.toFile());
  }
}
