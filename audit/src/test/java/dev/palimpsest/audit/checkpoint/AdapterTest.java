package dev.palimpsest.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.checkpoint.Adapter.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterTest {
  private static final Checkpoint LLAMA = Checkpoint.open(Golden.Model.LLAMA.checkpoint());
  private final Path folder;

  AdapterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void open_plainAdapter_hasRankAndScaleOfItsConfiguration() {
    Map<String, Change> changes = open("qv-r4").changes();

    assertThat(changes)
        .containsOnlyKeys(
            "model.layers.0.self_attn.q_proj",
            "model.layers.0.self_attn.v_proj",
            "model.layers.1.self_attn.q_proj",
            "model.layers.1.self_attn.v_proj",
            "model.layers.2.self_attn.q_proj",
            "model.layers.2.self_attn.v_proj");
    assertThat(changes.values())
        .allSatisfy(change -> assertThat(change.rank()).isEqualTo(4))
        .allSatisfy(change -> assertThat(change.scale()).isEqualTo(2));
  }

  @Test
  void open_patterns_firstMatchAtTheEndOfTheNameCounts() {
    Map<String, Change> changes = open("patterns").changes();

    assertThat(scale(changes, "model.layers.0.self_attn.q_proj")).isEqualTo(12.0 / 2);
    assertThat(scale(changes, "model.layers.0.self_attn.v_proj")).isEqualTo(3.0 / 4);
    assertThat(scale(changes, "model.layers.1.self_attn.v_proj")).isEqualTo(8.0 / 4);
    assertThat(scale(changes, "model.layers.1.mlp.down_proj")).isEqualTo(8.0 / 6);
  }

  @Test
  void open_rankStabilised_dividesByTheRoot() {
    assertThat(scale(open("rslora-r6").changes(), "model.layers.0.mlp.down_proj"))
        .isEqualTo(6 / Math.sqrt(6));
  }

  @Test
  void open_savedModule_isAReplacement() {
    assertThat(open("lm-head-saved").replacements()).containsOnlyKeys("lm_head.weight");
  }

  @Test
  void open_targetOfASavedHeadThatIsMissing_isRefused() throws IOException {
    Path adapter = copy("qv-r4", "\"modules_to_save\": null", "\"modules_to_save\": [\"lm_head\"]");

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> Adapter.open(adapter, LLAMA))
        .withMessage(
            "adapter_model.safetensors: nothing for lm_head.weight, which modules_to_save names");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"peft_type\": \"LORA\"|\"peft_type\": \"IA3\"|adapter_config.json: peft_type is not"
            + " supported. Provided value: \"IA3\"",
        "\"bias\": \"none\"|\"bias\": \"all\"|adapter_config.json: bias is not supported. Provided"
            + " value: \"all\"",
        "\"fan_in_fan_out\": false|\"use_dora\": true|adapter_config.json: use_dora is not"
            + " supported. Provided value: true",
        "\"fan_in_fan_out\": false|\"layer_replication\": [[0,1]]|adapter_config.json: unknown"
            + " setting layer_replication, which might change what the model computes. Provided"
            + " value: [[0,1]]",
        "\"init_lora_weights\": true|\"init_lora_weights\": \"pissa\"|adapter_config.json:"
            + " init_lora_weights is not supported. Provided value: \"pissa\"",
        "\"task_type\": \"CAUSAL_LM\"|\"task_type\": \"SEQ_CLS\"|adapter_config.json: task_type is"
            + " not supported. Provided value: \"SEQ_CLS\"",
        "\"r\": 4|\"r\": 8|adapter_model.safetensors: tensor"
            + " base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight has shape [4, 64],"
            + " rank and base ask for [8, 64]; was the adapter made for another base?",
        "\"q_proj\",|\"q_proj\", \"o_proj\",|adapter_model.safetensors: nothing for"
            + " model.layers.0.self_attn.o_proj, which target_modules names",
        "\"q_proj\",|\"k_proj\",|adapter_model.safetensors: tensor"
            + " base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight changes"
            + " model.layers.0.self_attn.q_proj, which target_modules does not name",
      })
  void open_configurationThatCannotBeHonoured_isRefusedByName(
      String found, String replacement, String message) throws IOException {
    Path adapter = copy("qv-r4", found, replacement);

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> Adapter.open(adapter, LLAMA))
        .withMessage(message);
  }

  @Test
  void open_onlyAPickle_isRefused() throws IOException {
    Files.copy(
        Golden.Model.LLAMA.adapter("qv-r4").resolve("adapter_config.json"),
        folder.resolve("adapter_config.json"));
    Files.createFile(folder.resolve("adapter_model.bin"));

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> Adapter.open(folder, LLAMA))
        .withMessage(
            "no adapter_model.safetensors in "
                + folder
                + "; adapter_model.bin may run code when read and is never opened");
  }

  private static Adapter open(String name) {
    return Adapter.open(Golden.Model.LLAMA.adapter(name), LLAMA);
  }

  private static double scale(Map<String, Change> changes, String module) {
    Change change = changes.get(module);
    return change == null ? Double.NaN : change.scale();
  }

  /** The adapter with one passage of its configuration replaced. */
  private Path copy(String name, String found, String replacement) throws IOException {
    Path source = Golden.Model.LLAMA.adapter(name);
    String config = Files.readString(source.resolve("adapter_config.json"));
    assertThat(config).contains(found);
    Files.writeString(folder.resolve("adapter_config.json"), config.replace(found, replacement));
    Files.copy(
        source.resolve("adapter_model.safetensors"), folder.resolve("adapter_model.safetensors"));
    return folder;
  }
}
