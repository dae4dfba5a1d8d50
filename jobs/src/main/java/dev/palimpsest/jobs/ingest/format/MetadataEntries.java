package dev.palimpsest.jobs.ingest.format;

import static dev.palimpsest.jobs.ingest.format.Json.member;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Free-form metadata as text. */
final class MetadataEntries {

  /** Raw ids have no place in a map that is kept. */
  private static final Set<String> NEVER_COPIED =
      Set.of("user_id", "conversation_id", "session_id", "thread_id", "tenant_id");

  private MetadataEntries() {}

  /** The entries of the maps, later ones win. */
  static Map<String, String> merged(@Nullable JsonNode... maps) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (JsonNode map : maps) {
      if (map == null || !map.isObject()) {
        continue;
      }
      map.fields()
          .forEachRemaining(
              entry -> {
                String key = entry.getKey();
                JsonNode value = member(map, key);
                if (value != null && !NEVER_COPIED.contains(key)) {
                  entries.put(key, value.isTextual() ? value.textValue() : Json.compact(value));
                }
              });
    }
    return entries;
  }

  /** The first usable id under {@code name} in the maps, the last map first. */
  static @Nullable String id(String name, @Nullable JsonNode... maps) {
    for (int i = maps.length - 1; i >= 0; i--) {
      JsonNode map = maps[i];
      String id = map != null && map.isObject() ? Values.id(map, name) : null;
      if (id != null) {
        return id;
      }
    }
    return null;
  }
}
