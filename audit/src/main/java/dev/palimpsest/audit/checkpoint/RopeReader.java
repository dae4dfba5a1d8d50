package dev.palimpsest.audit.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * Rotary settings in their two spellings: {@code rope_parameters}, as transformers 5 writes them,
 * and {@code rope_theta} beside {@code rope_scaling}, as published checkpoints have them.
 */
final class RopeReader {

  private RopeReader() {}

  /**
   * @param headSize D of a head, all of which is turned unless a fraction is given
   * @param thetaKey what published checkpoints of this kind call the base
   * @param fractionKey what they call the share of a head that is turned
   * @param usualFraction that share if it is not given
   */
  static Rope read(
      Settings settings, int headSize, String thetaKey, String fractionKey, double usualFraction) {
    Settings current = settings.section("rope_parameters");
    Settings published = settings.section("rope_scaling");
    if (current != null && published != null) {
      throw new CheckpointException(
          "config.json: rope_parameters and rope_scaling are both given; keep one of them");
    }
    Settings section = current == null ? published : current;
    double theta =
        single(settings, thetaKey, settings.number(thetaKey, 10_000), section, "rope_theta");
    double fraction =
        single(
            settings,
            fractionKey,
            settings.number(fractionKey, usualFraction),
            section,
            "partial_rotary_factor");
    RopeScaling scaling = section == null ? new RopeScaling.None() : scaling(section);
    return new Rope(theta, (int) (headSize * fraction), scaling);
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
