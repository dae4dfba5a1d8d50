package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.audit.checkpoint.LlamaConfig;
import java.io.IOException;
import java.nio.file.Path;

/** The JSON files beside the weights of a model from scratch, as transformers reads them. */
final class ModelFiles {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectWriter WRITER = MAPPER.writerWithDefaultPrettyPrinter();

  private final Path folder;
  private final BytePairTokenizer tokenizer;

  ModelFiles(Path folder, BytePairTokenizer tokenizer) {
    this.folder = folder;
    this.tokenizer = tokenizer;
  }

  void writeConfig(LlamaConfig config) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    json.putArray("architectures").add("LlamaForCausalLM");
    json.put("model_type", config.modelType())
        .put("vocab_size", config.vocabularySize())
        .put("hidden_size", config.hiddenSize())
        .put("intermediate_size", config.feedForwardSize())
        .put("num_hidden_layers", config.layers())
        .put("num_attention_heads", config.heads())
        .put("num_key_value_heads", config.keyValueHeads())
        .put("head_dim", config.headSize())
        .put("max_position_embeddings", config.maxPositions())
        .put("rms_norm_eps", config.normEpsilon())
        .put("rope_theta", config.rope().theta())
        .put("hidden_act", "silu")
        .put("attention_bias", false)
        .put("mlp_bias", false)
        .put("tie_word_embeddings", config.tiedHead())
        .put("torch_dtype", "float32");
    write("config.json", json.setAll(tokenIds()));
  }

  void writeTokenizerConfig(int maxPositions) throws IOException {
    write(
        "tokenizer_config.json",
        MAPPER
            .createObjectNode()
            .put("tokenizer_class", "PreTrainedTokenizerFast")
            .put("model_max_length", maxPositions)
            .put("clean_up_tokenization_spaces", false)
            .put("bos_token", ChatText.END_OF_TEXT)
            .put("eos_token", ChatText.END_OF_TEXT)
            .put("chat_template", ChatText.template()));
  }

  /** A turn ends like a text does: generation stops at both. */
  void writeGenerationConfig() throws IOException {
    write("generation_config.json", tokenIds());
  }

  private ObjectNode tokenIds() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("bos_token_id", tokenizer.idOf(ChatText.END_OF_TEXT));
    json.putArray("eos_token_id")
        .add(tokenizer.idOf(ChatText.END_OF_TEXT))
        .add(tokenizer.idOf(ChatText.END));
    return json;
  }

  private void write(String name, ObjectNode json) throws IOException {
    WRITER.writeValue(folder.resolve(name).toFile(), json);
  }
}
