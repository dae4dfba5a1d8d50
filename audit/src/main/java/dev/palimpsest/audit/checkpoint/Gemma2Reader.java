package dev.palimpsest.audit.checkpoint;

import dev.palimpsest.audit.checkpoint.Gemma2Config.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code config.json} of a Gemma 2. */
final class Gemma2Reader {
  // hidden_act is a remnant of the first Gemma; hidden_activation is what counts.
  private static final List<String> HARMLESS = List.of("cache_implementation", "hidden_act");

  private Gemma2Reader() {}

  static Gemma2Config read(Settings settings) {
    settings.ignore(HARMLESS);
    settings.mustBe("use_bidirectional_attention", false);
    int heads = settings.positive("num_attention_heads");
    int headSize = settings.positive("head_dim", 256);
    int layers = ConfigReader.layers(settings, "num_hidden_layers");
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (settings.flag("tie_word_embeddings", true)) {
      traits.add(Trait.TIED_HEAD);
    }
    if (settings.flag("attention_bias", false)) {
      traits.add(Trait.ATTENTION_BIAS);
    }
    Rope rope = RopeReader.read(settings, headSize, "rope_theta", "partial_rotary_factor", 1);
    if (rope.dimensions() != headSize) {
      throw settings.unsupported("partial_rotary_factor");
    }
    return new Gemma2Config(
        settings.positive("vocab_size"),
        settings.positive("hidden_size"),
        settings.positive("intermediate_size"),
        heads,
        settings.positive("num_key_value_heads", 4),
        headSize,
        settings.positive("max_position_embeddings", 8_192),
        ConfigReader.epsilon(settings, "rms_norm_eps", 1e-6),
        ConfigReader.activation(settings, "hidden_activation", Activation.GELU_TANH),
        rope,
        AttentionKinds.read(
            settings, layers, AttentionKinds.window(settings, 4_096), layer -> layer % 2 == 0),
        ConfigReader.epsilon(settings, "query_pre_attn_scalar", 256),
        cap(settings, "attn_logit_softcapping", 50),
        cap(settings, "final_logit_softcapping", 30),
        traits);
  }

  /** A soft cap; an explicit null means none. */
  private static double cap(Settings settings, String key, double usual) {
    double cap = settings.number(key, settings.mentions(key) ? 0 : usual);
    if (cap < 0) {
      throw settings.wrong(key, "positive or null", settings.find(key));
    }
    return cap;
  }
}
