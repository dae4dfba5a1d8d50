package dev.palimpsest.audit.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.checkpoint.LlamaReader.Member;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code config.json}. Values that it leaves out are those of the transformers library. */
final class ConfigReader {
  /** Layers beyond this are a damaged file: the deepest published decoders have about 200. */
  private static final int MOST_LAYERS = 10_000;

  /** Settings of training, of text generation and of bookkeeping. */
  private static final Set<String> HARMLESS =
      Set.of(
          "_attn_implementation",
          "_name_or_path",
          "attention_dropout",
          "attn_pdrop",
          "auto_map",
          "bad_words_ids",
          "begin_suppress_tokens",
          "bos_token_id",
          "chunk_size_feed_forward",
          "classifier_dropout",
          "diversity_penalty",
          "do_sample",
          "early_stopping",
          "embd_pdrop",
          "encoder_no_repeat_ngram_size",
          "eos_token_id",
          "exponential_decay_length_penalty",
          "finetuning_task",
          "forced_bos_token_id",
          "forced_eos_token_id",
          "gradient_checkpointing",
          "hidden_dropout",
          "id2label",
          "initializer_range",
          "is_decoder",
          "is_llama_config",
          "keys_to_ignore_at_inference",
          "label2id",
          "length_penalty",
          "max_length",
          "min_length",
          "no_repeat_ngram_size",
          "num_beam_groups",
          "num_beams",
          "num_return_sequences",
          "output_attentions",
          "output_hidden_states",
          "output_scores",
          "pad_token_id",
          "prefix",
          "pretraining_tp",
          "problem_type",
          "remove_invalid_values",
          "repetition_penalty",
          "resid_pdrop",
          "return_dict",
          "return_dict_in_generate",
          "sep_token_id",
          "suppress_tokens",
          "task_specific_params",
          "temperature",
          "tokenizer_class",
          "top_k",
          "top_p",
          "torchscript",
          "transformers.js_config",
          "transformers_version",
          "typical_p",
          "unsloth_fixed",
          "unsloth_version",
          "use_bfloat16",
          "use_cache");

  private ConfigReader() {}

  static ModelConfig read(Path file) {
    Settings settings = Settings.read(file);
    String type = settings.text("model_type");
    Family family = family(type, settings);
    checkArchitectures(settings, family.architecture);
    settings.ignore(HARMLESS);
    settings.find("dtype");
    settings.find("torch_dtype");
    settings.mustBe("is_encoder_decoder", false);
    settings.mustBe("add_cross_attention", false);
    ModelConfig config =
        switch (family) {
          case GEMMA2 -> GemmaReader.read(GemmaReader.Member.GEMMA2, settings);
          case GEMMA3_TEXT -> GemmaReader.read(GemmaReader.Member.GEMMA3_TEXT, settings);
          case GPT2 -> Gpt2Reader.read(settings);
          case GPT_NEOX -> GptNeoxReader.read(settings);
          case LLAMA -> LlamaReader.read(Member.LLAMA, settings);
          case MISTRAL -> LlamaReader.read(Member.MISTRAL, settings);
          case OLMO2 -> LlamaReader.read(Member.OLMO2, settings);
          case PHI3 -> LlamaReader.read(Member.PHI3, settings);
          case QWEN2 -> LlamaReader.read(Member.QWEN2, settings);
          case QWEN3 -> LlamaReader.read(Member.QWEN3, settings);
          case SMOLLM3 -> LlamaReader.read(Member.SMOLLM3, settings);
        };
    settings.finish();
    return config;
  }

  /** The kinds of model that can be read. */
  private enum Family {
    GEMMA2("Gemma2ForCausalLM"),
    GEMMA3_TEXT("Gemma3ForCausalLM"),
    GPT2("GPT2LMHeadModel"),
    GPT_NEOX("GPTNeoXForCausalLM"),
    LLAMA("LlamaForCausalLM"),
    MISTRAL("MistralForCausalLM"),
    QWEN2("Qwen2ForCausalLM"),
    QWEN3("Qwen3ForCausalLM"),
    OLMO2("Olmo2ForCausalLM"),
    PHI3("Phi3ForCausalLM"),
    SMOLLM3("SmolLM3ForCausalLM");

    private final String architecture;

    Family(String architecture) {
      this.architecture = architecture;
    }

    String modelType() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static Family family(@Nullable String type, Settings settings) {
    for (Family family : Family.values()) {
      if (family.modelType().equals(type)) {
        return family;
      }
    }
    throw settings.unsupported("model_type");
  }

  private static void checkArchitectures(Settings settings, String expected) {
    for (String architecture : settings.texts("architectures")) {
      if (!architecture.equals(expected)) {
        throw settings.unsupported("architectures");
      }
    }
  }

  /** Number of layers, within reason. */
  static int layers(Settings settings, String key) {
    int layers = settings.positive(key);
    if (layers > MOST_LAYERS) {
      throw settings.wrong(key, "at most " + MOST_LAYERS, settings.find(key));
    }
    return layers;
  }

  static Activation activation(Settings settings, String key, Activation otherwise) {
    String name = settings.text(key);
    if (name == null) {
      return otherwise;
    }
    return switch (name) {
      case "silu", "swish" -> Activation.SILU;
      case "gelu", "gelu_python" -> Activation.GELU;
      case "gelu_new", "gelu_pytorch_tanh", "gelu_fast" -> Activation.GELU_TANH;
      case "relu" -> Activation.RELU;
      default -> throw settings.unsupported(key);
    };
  }

  static double epsilon(Settings settings, String key, double otherwise) {
    double epsilon = settings.number(key, otherwise);
    if (!(epsilon > 0)) {
      JsonNode value = settings.find(key);
      throw settings.wrong(key, "positive", value);
    }
    return epsilon;
  }
}
