package dev.palimpsest.audit.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code adapter_config.json} of a LoRA adapter.
 *
 * @param rank r, unless a pattern says otherwise
 * @param alpha numerator of the scale, unless a pattern says otherwise
 * @param divisor what alpha is divided by
 * @param rankPatterns ranks of modules whose name ends in a match of the key
 * @param alphaPatterns the same for alpha
 * @param targets which modules are changed
 * @param savedModules modules that are replaced whole, by the end of their names
 */
record AdapterConfig(
    int rank,
    double alpha,
    Divisor divisor,
    Map<String, Double> rankPatterns,
    Map<String, Double> alphaPatterns,
    ModuleMatcher targets,
    List<String> savedModules) {

  /** What alpha is divided by to give the scale. */
  enum Divisor {
    /** r (Hu et al. 2021). */
    RANK,
    /** sqrt(r) (Kalajdzievski 2023, rank-stabilised). */
    ROOT_OF_RANK
  }

  /** Settings of training and bookkeeping. */
  private static final Set<String> HARMLESS =
      Set.of(
          "auto_mapping",
          "base_model_name_or_path",
          "fan_in_fan_out",
          "inference_mode",
          "lora_dropout",
          "megatron_core",
          "peft_version",
          "qalora_group_size",
          "revision");

  /** Variants of LoRA that compute something else. */
  private static final List<String> UNSUPPORTED =
      List.of("use_dora", "use_qalora", "lora_bias", "ensure_weight_tying");

  /** Ways to begin training that leave the base's weights as they are. */
  private static final Set<String> HARMLESS_BEGINNINGS =
      Set.of("true", "false", "gaussian", "eva", "orthogonal");

  static AdapterConfig read(Path file) {
    Settings settings = Settings.read(file);
    requireText(settings, "peft_type", "LORA");
    requireText(settings, "bias", "none");
    if (settings.has("task_type")) {
      requireText(settings, "task_type", "CAUSAL_LM");
    }
    settings.ignore(HARMLESS);
    UNSUPPORTED.forEach(key -> settings.mustBe(key, false));
    JsonNode beginning = settings.find("init_lora_weights");
    if (beginning != null && !HARMLESS_BEGINNINGS.contains(beginning.asText())) {
      throw settings.unsupported("init_lora_weights");
    }
    AdapterConfig config =
        new AdapterConfig(
            settings.positive("r", 8),
            settings.number("lora_alpha", 8),
            settings.flag("use_rslora", false) ? Divisor.ROOT_OF_RANK : Divisor.RANK,
            pattern(settings, "rank_pattern"),
            pattern(settings, "alpha_pattern"),
            ModuleMatcher.read(settings),
            settings.texts("modules_to_save"));
    settings.ignoreUnset();
    settings.finish();
    return config;
  }

  /** Rank of the change of {@code module}. */
  int rank(String module) {
    double rank = matched(rankPatterns, module, this.rank);
    if (rank < 1 || rank != Math.rint(rank)) {
      throw new CheckpointException(
          "adapter_config.json: rank_pattern must hold positive integers. Provided value: " + rank);
    }
    return (int) rank;
  }

  /** The factor before B·A for {@code module}. */
  double scale(String module) {
    double alpha = matched(alphaPatterns, module, this.alpha);
    return switch (divisor) {
      case RANK -> alpha / rank(module);
      case ROOT_OF_RANK -> alpha / Math.sqrt(rank(module));
    };
  }

  boolean saves(String module) {
    return savedModules.stream()
        .anyMatch(saved -> module.equals(saved) || module.endsWith("." + saved));
  }

  /** The first key that matches from a dot, or the beginning, to the end of the name counts. */
  private static double matched(Map<String, Double> patterns, String module, double otherwise) {
    for (Map.Entry<String, Double> entry : patterns.entrySet()) {
      Matcher matcher = Pattern.compile("(?:.*\\.)?(?:" + entry.getKey() + ")").matcher(module);
      if (matcher.matches()) {
        return entry.getValue();
      }
    }
    return otherwise;
  }

  private static void requireText(Settings settings, String key, String expected) {
    String value = settings.text(key);
    if (!expected.equals(value == null && key.equals("bias") ? "none" : value)) {
      throw settings.unsupported(key);
    }
  }

  private static Map<String, Double> pattern(Settings settings, String key) {
    Settings section = settings.section(key);
    Map<String, Double> pattern = new LinkedHashMap<>();
    if (section != null) {
      for (String module : section.keys()) {
        ModuleMatcher.compile(module);
        pattern.put(module, section.number(module, 0));
      }
    }
    return pattern;
  }
}
