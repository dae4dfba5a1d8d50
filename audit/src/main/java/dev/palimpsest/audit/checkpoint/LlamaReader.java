package dev.palimpsest.audit.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.checkpoint.LlamaConfig.Trait;
import dev.palimpsest.audit.checkpoint.RopeReader.Keys;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** {@code config.json} of the Llama family. */
final class LlamaReader {

  private LlamaReader() {}

  /** The members of the family and the values that their files may leave out. */
  enum Member {
    LLAMA(2_048, 0, 0, 1e-6),
    MISTRAL(131_072, 8, 0, 1e-6),
    QWEN2(32_768, 32, 0, 1e-6),
    QWEN3(32_768, 32, 128, 1e-6),
    PHI3(4_096, 0, 0, 1e-5),
    OLMO2(2_048, 0, 0, 1e-5),
    SMOLLM3(32_768, 4, 0, 1e-6);

    private final int positions;
    private final int keyValueHeads; // 0: as many as query heads
    private final int headSize; // 0: hidden size by query heads
    private final double normEpsilon;

    Member(int positions, int keyValueHeads, int headSize, double normEpsilon) {
      this.positions = positions;
      this.keyValueHeads = keyValueHeads;
      this.headSize = headSize;
      this.normEpsilon = normEpsilon;
    }
  }

  static LlamaConfig read(Member member, Settings settings) {
    int hidden = settings.positive("hidden_size");
    int heads = settings.positive("num_attention_heads");
    int headSize = headSize(member, settings, hidden, heads);
    int layers = ConfigReader.layers(settings, "num_hidden_layers");
    settings.mustBe("rope_interleaved", false);
    Keys keys = member == Member.SMOLLM3 ? Keys.usual(2_000_000) : Keys.USUAL;
    Rope rope = RopeReader.read(settings, headSize, keys);
    Set<Integer> unturned = member == Member.SMOLLM3 ? unturnedLayers(settings, layers) : Set.of();
    if (member == Member.PHI3) {
      // Says where long-context scaling begins, and that scaling is refused.
      settings.find("original_max_position_embeddings");
    } else if (rope.dimensions() != headSize) {
      throw settings.unsupported("partial_rotary_factor");
    }
    return new LlamaConfig(
        member.name().toLowerCase(Locale.ROOT),
        settings.positive("vocab_size"),
        hidden,
        settings.positive("intermediate_size"),
        heads,
        keyValueHeads(member, settings, heads),
        headSize,
        settings.positive("max_position_embeddings", member.positions),
        ConfigReader.epsilon(settings, "rms_norm_eps", member.normEpsilon),
        ConfigReader.activation(settings, "hidden_act", Activation.SILU),
        rope,
        windows(member, settings, layers, unturned),
        unturned,
        traits(member, settings));
  }

  /** An explicit null means hidden size by heads, whatever the member's own default. */
  private static int headSize(Member member, Settings settings, int hidden, int heads) {
    boolean usual = member.headSize > 0 && !settings.mentions("head_dim");
    if (settings.find("head_dim") != null) {
      return settings.positive("head_dim");
    }
    if (!usual && hidden % heads != 0) {
      throw new CheckpointException(
          "config.json: num_attention_heads must divide hidden_size unless head_dim is given."
              + " Provided values: "
              + heads
              + " and "
              + hidden);
    }
    return usual ? member.headSize : hidden / heads;
  }

  /** An explicit null means as many as query heads, whatever the member's own default. */
  private static int keyValueHeads(Member member, Settings settings, int heads) {
    boolean usual = member.keyValueHeads > 0 && !settings.mentions("num_key_value_heads");
    return settings.positive("num_key_value_heads", usual ? member.keyValueHeads : heads);
  }

  private static Set<Trait> traits(Member member, Settings settings) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (settings.flag("tie_word_embeddings", member == Member.SMOLLM3)) {
      traits.add(Trait.TIED_HEAD);
    }
    switch (member) {
      case LLAMA, SMOLLM3 -> {
        addAttentionBias(settings, traits);
        if (settings.flag("mlp_bias", false)) {
          traits.add(Trait.FEED_FORWARD_BIAS);
        }
      }
      case MISTRAL -> settings.mustBe("attention_bias", false);
      case QWEN2 -> {
        settings.mustBe("attention_bias", true);
        traits.add(Trait.QUERY_KEY_VALUE_BIAS);
      }
      case QWEN3 -> {
        addAttentionBias(settings, traits);
        traits.add(Trait.QUERY_KEY_NORM);
      }
      case OLMO2 -> {
        addAttentionBias(settings, traits);
        traits.add(Trait.WHOLE_QUERY_KEY_NORM);
        traits.add(Trait.NORM_AFTER);
      }
      case PHI3 -> {
        settings.mustBe("attention_bias", false);
        traits.add(Trait.FUSED_PROJECTIONS);
      }
    }
    settings.mustBe("mlp_bias", traits.contains(Trait.FEED_FORWARD_BIAS));
    return traits;
  }

  private static void addAttentionBias(Settings settings, Set<Trait> traits) {
    if (settings.flag("attention_bias", false)) {
      traits.add(Trait.QUERY_KEY_VALUE_BIAS);
      traits.add(Trait.OUTPUT_BIAS);
    }
  }

  /** {@code no_rope_layers} says 1 for a layer that is turned and 0 for one that is not. */
  private static Set<Integer> unturnedLayers(Settings settings, int layers) {
    int interval = settings.positive("no_rope_layer_interval", 4);
    JsonNode turned = settings.find("no_rope_layers");
    if (turned != null && (!turned.isArray() || turned.size() < layers)) {
      throw settings.wrong("no_rope_layers", "at least one 0 or 1 per layer", turned);
    }
    Set<Integer> unturned = new TreeSet<>();
    for (int layer = 0; layer < layers; layer++) {
      if (turned == null ? (layer + 1) % interval == 0 : turned.get(layer).asInt(-1) == 0) {
        unturned.add(layer);
      } else if (turned != null && turned.get(layer).asInt(-1) != 1) {
        throw settings.wrong("no_rope_layers", "at least one 0 or 1 per layer", turned);
      }
    }
    return unturned;
  }

  /** Per layer, the number of latest positions that are seen; 0 for all. */
  private static List<Integer> windows(
      Member member, Settings settings, int layers, Set<Integer> unturned) {
    return switch (member) {
      case LLAMA, OLMO2 -> AttentionKinds.read(settings, layers, 0, layer -> false);
      case SMOLLM3 -> {
        int window = AttentionKinds.window(settings, 0);
        boolean used = settings.flag("use_sliding_window", false);
        // Written by its exporter, used by nothing.
        settings.find("max_window_layers");
        yield AttentionKinds.read(settings, layers, used ? window : 0, unturned::contains);
      }
      case MISTRAL ->
          AttentionKinds.read(
              settings, layers, AttentionKinds.window(settings, 4_096), layer -> true);
      case PHI3 ->
          AttentionKinds.read(settings, layers, AttentionKinds.window(settings, 0), layer -> true);
      case QWEN2, QWEN3 -> {
        int window = AttentionKinds.window(settings, 4_096);
        double first = settings.number("max_window_layers", 28);
        boolean used = settings.flag("use_sliding_window", false);
        yield AttentionKinds.read(settings, layers, used ? window : 0, layer -> layer >= first);
      }
    };
  }
}
