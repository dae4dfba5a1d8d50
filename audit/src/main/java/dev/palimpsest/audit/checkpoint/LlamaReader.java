package dev.palimpsest.audit.checkpoint;

import dev.palimpsest.audit.checkpoint.ConfigReader.Family;
import dev.palimpsest.audit.checkpoint.LlamaConfig.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code config.json} of the Llama family. */
final class LlamaReader {

  private LlamaReader() {}

  static LlamaConfig read(Family family, Settings settings) {
    int hidden = settings.positive("hidden_size");
    int heads = settings.positive("num_attention_heads");
    int headSize = headSize(family, settings, hidden, heads);
    int layers = ConfigReader.layers(settings, "num_hidden_layers");
    settings.mustBe("rope_interleaved", false);
    if (family == Family.PHI3) {
      // Says where long-context scaling begins, and that scaling is refused.
      settings.find("original_max_position_embeddings");
    }
    Rope rope = RopeReader.read(settings, headSize, "rope_theta", "partial_rotary_factor", 1);
    if (family != Family.PHI3 && rope.dimensions() != headSize) {
      throw settings.unsupported("partial_rotary_factor");
    }
    return new LlamaConfig(
        family.modelType(),
        settings.positive("vocab_size"),
        hidden,
        settings.positive("intermediate_size"),
        heads,
        keyValueHeads(family, settings, heads),
        headSize,
        settings.positive("max_position_embeddings", usualPositions(family)),
        ConfigReader.epsilon(settings, "rms_norm_eps", family == Family.PHI3 ? 1e-5 : 1e-6),
        ConfigReader.activation(settings, "hidden_act", Activation.SILU),
        rope,
        windows(family, settings, layers),
        traits(family, settings));
  }

  private static int headSize(Family family, Settings settings, int hidden, int heads) {
    if (settings.has("head_dim")) {
      return settings.positive("head_dim");
    }
    settings.find("head_dim");
    if (family == Family.QWEN3 && !settings.mentions("head_dim")) {
      return 128;
    }
    if (hidden % heads != 0) {
      throw new CheckpointException(
          "config.json: num_attention_heads must divide hidden_size unless head_dim is given."
              + " Provided values: "
              + heads
              + " and "
              + hidden);
    }
    return hidden / heads;
  }

  private static int keyValueHeads(Family family, Settings settings, int heads) {
    boolean absent = !settings.mentions("num_key_value_heads");
    return switch (family) {
      case MISTRAL -> settings.positive("num_key_value_heads", absent ? 8 : heads);
      case QWEN2, QWEN3 -> settings.positive("num_key_value_heads", absent ? 32 : heads);
      case LLAMA, PHI3, GPT2 -> settings.positive("num_key_value_heads", heads);
    };
  }

  private static int usualPositions(Family family) {
    return switch (family) {
      case MISTRAL -> 131_072;
      case QWEN2, QWEN3 -> 32_768;
      case PHI3 -> 4_096;
      case LLAMA, GPT2 -> 2_048;
    };
  }

  private static Set<Trait> traits(Family family, Settings settings) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (settings.flag("tie_word_embeddings", false)) {
      traits.add(Trait.TIED_HEAD);
    }
    switch (family) {
      case LLAMA, QWEN3 -> {
        if (settings.flag("attention_bias", false)) {
          traits.add(Trait.QUERY_KEY_VALUE_BIAS);
          traits.add(Trait.OUTPUT_BIAS);
        }
      }
      case QWEN2 -> {
        traits.add(Trait.QUERY_KEY_VALUE_BIAS);
        settings.mustBe("attention_bias", true);
      }
      case MISTRAL, PHI3, GPT2 -> settings.mustBe("attention_bias", false);
    }
    if (family == Family.LLAMA && settings.flag("mlp_bias", false)) {
      traits.add(Trait.FEED_FORWARD_BIAS);
    }
    settings.mustBe("mlp_bias", traits.contains(Trait.FEED_FORWARD_BIAS));
    if (family == Family.QWEN3) {
      traits.add(Trait.QUERY_KEY_NORM);
    }
    if (family == Family.PHI3) {
      traits.add(Trait.FUSED_PROJECTIONS);
    }
    return traits;
  }

  /** Per layer, the number of latest positions that are seen; 0 for all. */
  private static List<Integer> windows(Family family, Settings settings, int layers) {
    return switch (family) {
      case LLAMA, GPT2 -> AttentionKinds.read(settings, layers, 0, layer -> false);
      case MISTRAL -> AttentionKinds.read(settings, layers, window(settings, 4_096), layer -> true);
      case PHI3 -> AttentionKinds.read(settings, layers, window(settings, 0), layer -> true);
      case QWEN2, QWEN3 -> {
        int window = window(settings, 4_096);
        double first = settings.number("max_window_layers", 28);
        boolean used = settings.flag("use_sliding_window", false);
        yield AttentionKinds.read(settings, layers, used ? window : 0, layer -> layer >= first);
      }
    };
  }

  /** The window in positions; an explicit null means none. */
  private static int window(Settings settings, int usual) {
    int absent = settings.mentions("sliding_window") ? 0 : usual;
    return settings.find("sliding_window") == null ? absent : settings.positive("sliding_window");
  }
}
