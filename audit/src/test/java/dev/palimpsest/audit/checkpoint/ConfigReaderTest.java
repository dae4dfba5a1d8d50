package dev.palimpsest.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.audit.checkpoint.LlamaConfig.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  private static final String SIZES =
      "\"vocab_size\":10,\"hidden_size\":8,\"intermediate_size\":12,\"num_hidden_layers\":3,"
          + "\"num_attention_heads\":4";
  private final Path folder;

  ConfigReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void read_bothSpellings_giveTheSameConfiguration() throws IOException {
    ModelConfig published =
        read(
            "llama",
            "\"rope_theta\":5e5,\"torch_dtype\":\"bfloat16\",\"rope_scaling\":{\"type\":\"llama3\","
                + "\"factor\":8,\"low_freq_factor\":1,\"high_freq_factor\":4,"
                + "\"original_max_position_embeddings\":256}");
    ModelConfig current =
        read(
            "llama",
            "\"dtype\":\"bfloat16\",\"rope_parameters\":{\"rope_type\":\"llama3\","
                + "\"rope_theta\":500000.0,\"factor\":8.0,\"low_freq_factor\":1.0,"
                + "\"high_freq_factor\":4.0,\"original_max_position_embeddings\":256}");

    assertThat(current).isEqualTo(published);
    assertThat(((LlamaConfig) current).rope())
        .isEqualTo(new Rope(500_000, 2, new RopeScaling.Llama3(8, 1, 4, 256)));
  }

  @Test
  void read_valuesLeftOut_areThoseOfTheArchitecture() throws IOException {
    assertThat(read("llama", "\"x\":null"))
        .isEqualTo(
            new LlamaConfig(
                "llama",
                10,
                8,
                12,
                4,
                4,
                2,
                2048,
                1e-6,
                Activation.SILU,
                new Rope(10_000, 2, new RopeScaling.None()),
                List.of(0, 0, 0),
                Set.of(),
                Set.of()));
    assertThat(((LlamaConfig) read("qwen3", "\"num_key_value_heads\":2")).headSize())
        .isEqualTo(128);
    assertThat(read("gemma2", "\"head_dim\":2")).extracting(ModelConfig::tiedHead).isEqualTo(true);
    assertThat(read("qwen2", "\"num_key_value_heads\":2"))
        .extracting(config -> ((LlamaConfig) config).traits())
        .isEqualTo(Set.of(Trait.QUERY_KEY_VALUE_BIAS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mistral|\"num_key_value_heads\":2|4096,4096,4096",
        "mistral|\"num_key_value_heads\":2,\"sliding_window\":null|0,0,0",
        "mistral|\"num_key_value_heads\":2,\"sliding_window\":24|24,24,24",
        "qwen2|\"num_key_value_heads\":2,\"sliding_window\":16|0,0,0",
        "qwen2|\"num_key_value_heads\":2,\"sliding_window\":16,\"use_sliding_window\":true,"
            + "\"max_window_layers\":2|0,0,16",
        "qwen3|\"num_key_value_heads\":2,\"sliding_window\":16,\"use_sliding_window\":true,"
            + "\"layer_types\":[\"sliding_attention\",\"full_attention\",\"full_attention\"]"
            + "|16,0,0",
        "phi3|\"sliding_window\":5|5,5,5",
      })
  void read_windows_perLayer(String type, String more, String windows) throws IOException {
    LlamaConfig config = (LlamaConfig) read(type, more);

    assertThat(config.windows()).asString().isEqualTo("[" + windows.replace(",", ", ") + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "llama|\"quantization_config\":{\"bits\":4}|config.json: unknown setting"
            + " quantization_config, which might change what the model computes. Provided value:"
            + " {\"bits\":4}",
        "llama|\"sliding_window\":4|config.json: unknown setting sliding_window, which might change"
            + " what the model computes. Provided value: 4",
        "llama|\"rope_scaling\":{\"type\":\"yarn\",\"factor\":4}|config.json: rope_scaling: type is"
            + " not supported. Provided value: \"yarn\"",
        "llama|\"rope_scaling\":{\"type\":\"linear\",\"factor\":4,\"beta\":1}|config.json:"
            + " rope_scaling: unknown setting beta, which might change what the model computes."
            + " Provided value: 1",
        "llama|\"rope_theta\":1,\"rope_parameters\":{\"rope_theta\":2}|config.json: rope_theta is"
            + " given twice with different values: 1.0, 2.0",
        "llama|\"rope_parameters\":{\"partial_rotary_factor\":0.5,\"rope_theta\":1},\"head_dim\":4"
            + "|config.json: partial_rotary_factor is not supported. Provided value: null",
        "llama|\"hidden_act\":7|config.json: hidden_act must be a string. Provided value: 7",
        "llama|\"head_dim\":0|config.json: head_dim must be a positive integer. Provided value: 0",
        "llama|\"num_key_value_heads\":3|config.json: num_key_value_heads must divide"
            + " num_attention_heads. Provided values: 3 and 4",
        "llama|\"rms_norm_eps\":-1|config.json: rms_norm_eps must be positive. Provided value: -1",
        "llama|\"is_encoder_decoder\":true|config.json: is_encoder_decoder is not supported."
            + " Provided value: true",
        "mistral|\"attention_bias\":true,\"num_key_value_heads\":2|config.json: attention_bias is"
            + " not supported. Provided value: true",
        "qwen3|\"num_key_value_heads\":2,\"layer_types\":[\"full_attention\"]|config.json:"
            + " layer_types must be one per layer (3). Provided value: [\"full_attention\"]",
      })
  void read_settingThatCannotBeHonoured_isRefusedByName(String type, String more, String message) {
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> read(type, more))
        .withMessage(message);
  }

  @Test
  void read_missingSize_isRefusedByName() throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, "{\"model_type\":\"gpt2\",\"vocab_size\":5}");

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> ConfigReader.read(file))
        .withMessage("config.json: n_embd is missing");
  }

  @Test
  void read_brokenJson_isRefused() throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, "{\"model_type\":");

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> ConfigReader.read(file))
        .withMessageStartingWith("config.json: not valid JSON: ");
  }

  private ModelConfig read(String type, String more) throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, "{\"model_type\":\"" + type + "\"," + SIZES + "," + more + "}");
    return ConfigReader.read(file);
  }
}
