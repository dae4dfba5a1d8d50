package dev.palimpsest.audit.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * Rotary settings in their two spellings: {@code rope_parameters}, as transformers 5 writes them,
 * and {@code rope_theta} beside {@code rope_scaling}, as published checkpoints have them.
 */
final class RopeReader {

  private RopeReader() {}

  /**
   * How a kind of model names its settings, and the values that its files may leave out.
   *
   * @param theta key of the base in published checkpoints
   * @param usualTheta base if it is not given
   * @param fraction key of the share of a head that is turned
   * @param usualFraction that share if it is not given
   */
  record Keys(String theta, double usualTheta, String fraction, double usualFraction) {
    static final Keys USUAL = usual(10_000);

    static Keys usual(double theta) {
      return new Keys("rope_theta", theta, "partial_rotary_factor", 1);
    }
  }

  /** Rotary embeddings of layers that see all and of layers with a window. */
  record ByKind(Rope full, Rope windowed) {}

  /**
   * @param headSize D of a head, all of which is turned unless a fraction is given
   */
  static Rope read(Settings settings, int headSize, Keys keys) {
    Settings current = settings.section("rope_parameters");
    Settings published = settings.section("rope_scaling");
    checkOne(current, published);
    Settings section = current == null ? published : current;
    double theta =
        single(
            settings,
            keys.theta,
            settings.number(keys.theta, keys.usualTheta),
            section,
            "rope_theta");
    double fraction =
        single(
            settings,
            keys.fraction,
            settings.number(keys.fraction, keys.usualFraction),
            section,
            "partial_rotary_factor");
    RopeScaling scaling = section == null ? new RopeScaling.None() : scaling(section);
    return new Rope(theta, (int) (headSize * fraction), scaling);
  }

  /**
   * Two embeddings: {@code rope_parameters} holds a section for each kind of layer, or else {@code
   * rope_local_base_freq} stands beside {@code rope_theta}, and scaling is of the full kind alone.
   */
  static ByKind readByKind(Settings settings, int headSize) {
    double theta = settings.number("rope_theta", 1_000_000);
    double local = settings.number("rope_local_base_freq", 10_000);
    Settings current = settings.section("rope_parameters");
    Settings published = settings.section("rope_scaling");
    checkOne(current, published);
    if (current == null) {
      RopeScaling scaling = published == null ? new RopeScaling.None() : scaling(published);
      return new ByKind(
          new Rope(theta, headSize, scaling), new Rope(local, headSize, new RopeScaling.None()));
    }
    ByKind both =
        new ByKind(
            ofKind(current.section("full_attention"), theta, headSize),
            ofKind(current.section("sliding_attention"), local, headSize));
    current.finish();
    return both;
  }

  private static Rope ofKind(@Nullable Settings section, double theta, int headSize) {
    return section == null
        ? new Rope(theta, headSize, new RopeScaling.None())
        : new Rope(section.number("rope_theta", theta), headSize, scaling(section));
  }

  private static void checkOne(@Nullable Settings current, @Nullable Settings published) {
    if (current != null && published != null) {
      throw new CheckpointException(
          "config.json: rope_parameters and rope_scaling are both given; keep one of them");
    }
  }

  /** One value that may stand at the top, in the section, or in both if they agree. */
  private static double single(
      Settings settings, String key, double outer, @Nullable Settings section, String sectionKey) {
    if (section == null) {
      return outer;
    }
    double inner = section.number(sectionKey, outer);
    if (settings.has(key) && inner != outer) {
      throw new CheckpointException(
          "config.json: " + key + " is given twice with different values: " + outer + ", " + inner);
    }
    return inner;
  }

  private static RopeScaling scaling(Settings section) {
    String modern = section.text("rope_type");
    String older = section.text("type");
    if (modern != null && older != null && !modern.equals(older)) {
      throw section.unsupported("type");
    }
    String type = modern == null ? older : modern;
    RopeScaling scaling =
        switch (type == null ? "default" : type) {
          case "default" -> new RopeScaling.None();
          case "linear" -> new RopeScaling.Linear(required(section, "factor"));
          case "llama3" ->
              new RopeScaling.Llama3(
                  required(section, "factor"),
                  required(section, "low_freq_factor"),
                  required(section, "high_freq_factor"),
                  section.positive("original_max_position_embeddings"));
          default -> throw section.unsupported(modern == null ? "type" : "rope_type");
        };
    section.finish();
    return scaling;
  }

  private static double required(Settings section, String key) {
    double value = section.number(key, Double.NaN);
    if (Double.isNaN(value)) {
      throw new CheckpointException("config.json: rope scaling needs " + key);
    }
    return value;
  }
}
