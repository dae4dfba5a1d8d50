package dev.palimpsest.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A row as a line of JSON. The schema of a tool's parameters is printed as the JSON that it is. */
final class JsonLine {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLine() {}

  static String of(String row) {
    if (!row.contains("\"parameters\":\"")) {
      return row;
    }
    try {
      JsonNode node = JSON.readTree(row);
      for (JsonNode tool : node.path("tools")) {
        JsonNode parameters = tool.get("parameters");
        if (parameters != null && parameters.isTextual()) {
          ((ObjectNode) tool).set("parameters", JSON.readTree(parameters.textValue()));
        }
      }
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      return row; // a masked schema that is no JSON any more is printed as the text that it is
    }
  }
}
