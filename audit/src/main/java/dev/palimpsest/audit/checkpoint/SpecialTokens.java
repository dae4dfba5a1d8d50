package dev.palimpsest.audit.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The special tokens that {@code tokenizer_config.json} names, or else {@code
 * special_tokens_map.json}: keys that end in {@code _token}, whose value is a text or an object
 * with the text as its {@code content}.
 */
final class SpecialTokens {
  private SpecialTokens() {}

  static Map<String, String> read(Path folder) {
    Map<String, String> tokens = new TreeMap<>();
    for (String name : new String[] {"special_tokens_map.json", "tokenizer_config.json"}) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        add(Settings.parse(file), tokens);
      }
    }
    return tokens;
  }

  /**
   * {@code eos_token_id}, a number or a list, of {@code generation_config.json}, or else of {@code
   * config.json}.
   */
  static Set<Integer> endOfText(Path folder) {
    for (String name : new String[] {"generation_config.json", "config.json"}) {
      Path file = folder.resolve(name);
      Set<Integer> ids = new TreeSet<>();
      if (Files.isRegularFile(file)) {
        JsonNode given = Settings.parse(file).path("eos_token_id");
        (given.isArray() ? given : List.of(given))
            .forEach(
                id -> {
                  if (id.isInt()) {
                    ids.add(id.intValue());
                  }
                });
      }
      if (!ids.isEmpty()) {
        return ids;
      }
    }
    return Set.of();
  }

  private static void add(JsonNode json, Map<String, String> tokens) {
    Iterator<Map.Entry<String, JsonNode>> fields = json.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode value = field.getValue();
      JsonNode text = value.isObject() ? value.path("content") : value;
      if (field.getKey().endsWith("_token") && text.isTextual()) {
        tokens.put(field.getKey(), text.textValue());
      }
    }
  }
}
