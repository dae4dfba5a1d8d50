package dev.palimpsest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The golden checkpoints among the test resources. */
public final class Golden {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every model, with twice the mean difference that bfloat16 arithmetic has in the reference. */
  public enum Model {
    GPT2("gpt2", 0.030),
    GPT2_HUB_NAMES("gpt2-hub-names", 0.030),
    GPT_NEOX("gpt_neox", 0.024),
    LLAMA("llama", 0.042),
    LLAMA3("llama3", 0.042),
    MISTRAL("mistral", 0.040),
    QWEN2("qwen2", 0.038),
    QWEN3("qwen3", 0.034),
    PHI3("phi3", 0.038),
    GEMMA2("gemma2", 0.056),
    GEMMA3_TEXT("gemma3_text", 0.015),
    OLMO2("olmo2", 0.042),
    SMOLLM3("smollm3", 0.100);

    private final String folder;
    private final double bfloat16Tolerance;

    Model(String folder, double bfloat16Tolerance) {
      this.folder = folder;
      this.bfloat16Tolerance = bfloat16Tolerance;
    }

    public double bfloat16Tolerance() {
      return bfloat16Tolerance;
    }

    public Path checkpoint() {
      return file("checkpoint");
    }

    public Path adapter(String name) {
      return file("adapters/" + name);
    }

    public Path file(String name) {
      return path("models/" + folder + "/" + name);
    }
  }

  private Golden() {}

  public static Path path(String name) {
    try {
      return Path.of(Objects.requireNonNull(Golden.class.getResource("/golden")).toURI())
          .resolve(name);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The lines of a JSONL file. */
  public static List<JsonNode> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().map(Golden::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }
}
