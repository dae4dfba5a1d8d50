package dev.palimpsest.jobs.ingest.format;

import static dev.palimpsest.jobs.ingest.format.Json.member;
import static dev.palimpsest.jobs.ingest.format.Values.first;
import static dev.palimpsest.jobs.ingest.format.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.text.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tools that were offered to the model. */
final class Tools {

  private Tools() {}

  /** The tools of {@code tools}, else of the legacy {@code functions}. */
  static List<Tool> of(@Nullable JsonNode source) {
    List<Tool> tools = read(member(source, "tools"));
    return tools.isEmpty() ? read(member(source, "functions")) : tools;
  }

  /** The tools of an array; elements that are no objects or have no name are ignored. */
  static List<Tool> read(@Nullable JsonNode array) {
    List<Tool> tools = new ArrayList<>();
    if (array == null || !array.isArray()) {
      return tools;
    }
    for (JsonNode element : array) {
      JsonNode function = member(element, "function");
      JsonNode tool = function != null && function.isObject() ? function : element;
      String name = first(text(tool, "name"), text(tool, "type"));
      if (tool.isObject() && name != null) {
        tools.add(new Tool(name, text(tool, "description"), parameters(tool)));
      }
    }
    return tools;
  }

  private static @Nullable String parameters(JsonNode tool) {
    JsonNode given = first(member(tool, "parameters"), member(tool, "input_schema"));
    if (given == null) {
      return null;
    }
    try {
      JsonNode schema = Json.unpacked(given);
      return schema.isObject() ? Json.compact(schema) : null;
    } catch (RecordFault e) {
      return null; // a schema that was cut counts as absent, it never costs the row
    }
  }
}
