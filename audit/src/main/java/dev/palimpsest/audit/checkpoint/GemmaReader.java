package dev.palimpsest.audit.checkpoint;

import dev.palimpsest.audit.checkpoint.GemmaConfig.Trait;
import dev.palimpsest.audit.checkpoint.RopeReader.ByKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code config.json} of a Gemma 2 or 3. */
final class GemmaReader {
  // hidden_act is a remnant of the first Gemma; hidden_activation is what counts.
  private static final List<String> HARMLESS = List.of("cache_implementation", "hidden_act");

  private GemmaReader() {}

  /** The members of the family and the values that their files may leave out. */
  enum Member {
    GEMMA2(8_192, 50, 30, 2),
    GEMMA3_TEXT(131_072, 0, 0, 6);

    private final int positions;
    private final double attentionCap;
    private final double logitCap;
    private final int pattern; // one layer of so many sees all

    Member(int positions, double attentionCap, double logitCap, int pattern) {
      this.positions = positions;
      this.attentionCap = attentionCap;
      this.logitCap = logitCap;
      this.pattern = pattern;
    }
  }

  static GemmaConfig read(Member member, Settings settings) {
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
    ByKind ropes = ropes(member, settings, headSize);
    double attentionCap = cap(settings, "attn_logit_softcapping", member.attentionCap);
    if (member == Member.GEMMA3_TEXT) {
      traits.add(Trait.QUERY_KEY_NORM);
      if (attentionCap > 0) {
        // The reference reads it and does not apply it.
        throw settings.unsupported("attn_logit_softcapping");
      }
    }
    int pattern = pattern(member, settings);
    return new GemmaConfig(
        member.name().toLowerCase(Locale.ROOT),
        settings.positive("vocab_size"),
        settings.positive("hidden_size"),
        settings.positive("intermediate_size"),
        heads,
        settings.positive("num_key_value_heads", 4),
        headSize,
        settings.positive("max_position_embeddings", member.positions),
        ConfigReader.epsilon(settings, "rms_norm_eps", 1e-6),
        ConfigReader.activation(settings, "hidden_activation", Activation.GELU_TANH),
        ropes.full(),
        ropes.windowed(),
        AttentionKinds.read(
            settings,
            layers,
            AttentionKinds.window(settings, 4_096),
            layer -> (layer + 1) % pattern != 0),
        ConfigReader.epsilon(settings, "query_pre_attn_scalar", 256),
        attentionCap,
        cap(settings, "final_logit_softcapping", member.logitCap),
        traits);
  }

  private static ByKind ropes(Member member, Settings settings, int headSize) {
    return switch (member) {
      case GEMMA2 -> {
        Rope rope = RopeReader.read(settings, headSize, RopeReader.Keys.USUAL);
        if (rope.dimensions() != headSize) {
          throw settings.unsupported("partial_rotary_factor");
        }
        yield new ByKind(rope, rope);
      }
      case GEMMA3_TEXT -> RopeReader.readByKind(settings, headSize);
    };
  }

  /** Published under one name, written back by newer exporters under another. */
  private static int pattern(Member member, Settings settings) {
    return switch (member) {
      case GEMMA2 -> member.pattern;
      case GEMMA3_TEXT ->
          settings.positive(
              "sliding_window_pattern",
              settings.positive("_sliding_window_pattern", member.pattern));
    };
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
