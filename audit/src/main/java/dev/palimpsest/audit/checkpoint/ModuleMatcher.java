package dev.palimpsest.audit.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which modules an adapter changes: {@code target_modules} less {@code exclude_modules}, in the
 * layers of {@code layers_to_transform}.
 *
 * @param targets matches whole module names; null for every linear layer but the output
 * @param excluded matches whole module names; null for none
 * @param layers layer numbers; empty for all
 * @param layerNumber matches a name up to its layer number, which is its first group
 */
record ModuleMatcher(
    @Nullable Pattern targets,
    @Nullable Pattern excluded,
    List<Integer> layers,
    Pattern layerNumber) {

  static ModuleMatcher read(Settings settings) {
    JsonNode targets = settings.find("target_modules");
    if (targets == null) {
      throw new CheckpointException("adapter_config.json: target_modules is missing");
    }
    boolean all = targets.isTextual() && targets.textValue().equals("all-linear");
    return new ModuleMatcher(
        all ? null : names(settings, "target_modules"),
        settings.find("exclude_modules") == null ? null : names(settings, "exclude_modules"),
        layers(settings),
        layerNumber(settings));
  }

  /**
   * @param module a linear layer of the base
   * @param head the base's output layer, which {@code all-linear} leaves out
   */
  boolean matches(String module, String head) {
    if (targets == null ? module.equals(head) : !targets.matcher(module).matches()) {
      return false;
    }
    if (excluded != null && excluded.matcher(module).matches()) {
      return false;
    }
    if (layers.isEmpty()) {
      return true;
    }
    Matcher number = layerNumber.matcher(module);
    return number.lookingAt() && layers.contains(Integer.valueOf(number.group(1)));
  }

  /** A string is an expression for the whole name, a list holds ends of names. */
  private static Pattern names(Settings settings, String key) {
    JsonNode value = settings.find(key);
    if (value != null && value.isTextual()) {
      return compile(value.textValue());
    }
    List<String> ends = settings.texts(key).stream().map(Pattern::quote).toList();
    return Pattern.compile("(?:.*\\.)?(?:" + String.join("|", ends) + ")");
  }

  static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new CheckpointException(
          "adapter_config.json: not an expression that can be used: " + expression, e);
    }
  }

  private static List<Integer> layers(Settings settings) {
    JsonNode value = settings.find("layers_to_transform");
    List<Integer> layers = new ArrayList<>();
    if (value != null) {
      for (JsonNode layer : value.isArray() ? value : List.of(value)) {
        if (!layer.canConvertToInt() || !layer.isIntegralNumber()) {
          throw settings.wrong("layers_to_transform", "layer numbers", value);
        }
        layers.add(layer.intValue());
      }
    }
    return layers;
  }

  private static Pattern layerNumber(Settings settings) {
    JsonNode value = settings.find("layers_pattern");
    List<String> lists = new ArrayList<>();
    if (value != null) {
      for (JsonNode list : value.isArray() ? value : List.of(value)) {
        lists.add(list.asText());
      }
    }
    return lists.isEmpty()
        ? Pattern.compile(".*?\\.[^.]*\\.(\\d+)\\.")
        : compile(".*?\\.(?:" + String.join("|", lists) + ")\\.(\\d+)\\.");
  }
}
