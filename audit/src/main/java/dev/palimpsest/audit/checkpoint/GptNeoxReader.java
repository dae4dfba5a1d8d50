package dev.palimpsest.audit.checkpoint;

import dev.palimpsest.audit.checkpoint.GptNeoxConfig.Trait;
import java.util.EnumSet;
import java.util.Set;

/** {@code config.json} of a GPT-NeoX. */
final class GptNeoxReader {

  private GptNeoxReader() {}

  static GptNeoxConfig read(Settings settings) {
    int hidden = settings.positive("hidden_size");
    int heads = settings.positive("num_attention_heads");
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (settings.flag("tie_word_embeddings", false)) {
      traits.add(Trait.TIED_HEAD);
    }
    if (settings.flag("use_parallel_residual", true)) {
      traits.add(Trait.PARALLEL);
    }
    if (settings.flag("attention_bias", true)) {
      traits.add(Trait.ATTENTION_BIAS);
    }
    return new GptNeoxConfig(
        settings.positive("vocab_size"),
        hidden,
        settings.positive("intermediate_size"),
        ConfigReader.layers(settings, "num_hidden_layers"),
        heads,
        settings.positive("max_position_embeddings", 2_048),
        ConfigReader.epsilon(settings, "layer_norm_eps", 1e-5),
        ConfigReader.activation(settings, "hidden_act", Activation.GELU),
        RopeReader.read(
            settings,
            hidden / heads,
            new RopeReader.Keys("rotary_emb_base", 10_000, "rotary_pct", 0.25)),
        traits);
  }
}
