package dev.palimpsest.audit.checkpoint;

import dev.palimpsest.audit.checkpoint.Gpt2Config.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code config.json} of a GPT-2. */
final class Gpt2Reader {
  private static final List<String> HARMLESS =
      List.of(
          "n_ctx",
          "n_special",
          "predict_special_tokens",
          // Changes the order of float operations, not what is computed.
          "reorder_and_upcast_attn",
          "summary_activation",
          "summary_first_dropout",
          "summary_proj_to_labels",
          "summary_type",
          "summary_use_proj");

  private Gpt2Reader() {}

  static Gpt2Config read(Settings settings) {
    settings.ignore(HARMLESS);
    int hidden = settings.positive("n_embd");
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (settings.flag("tie_word_embeddings", true)) {
      traits.add(Trait.TIED_HEAD);
    }
    if (settings.flag("scale_attn_weights", true)) {
      traits.add(Trait.SCALED_BY_HEAD_SIZE);
    }
    if (settings.flag("scale_attn_by_inverse_layer_idx", false)) {
      traits.add(Trait.SCALED_BY_LAYER);
    }
    return new Gpt2Config(
        settings.positive("vocab_size"),
        hidden,
        settings.positive("n_inner", Math.multiplyExact(4, hidden)),
        ConfigReader.layers(settings, "n_layer"),
        settings.positive("n_head"),
        settings.positive("n_positions", 1024),
        ConfigReader.epsilon(settings, "layer_norm_epsilon", 1e-5),
        ConfigReader.activation(settings, "activation_function", Activation.GELU_TANH),
        traits);
  }
}
