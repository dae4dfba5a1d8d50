package dev.palimpsest.audit.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as values of a template. */
final class JsonValues {
  private JsonValues() {}

  static Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          !node.isIntegralNumber()
              ? (Object) node.doubleValue()
              : node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        node.forEach(element -> list.add(of(element)));
        yield list;
      }
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.fields().forEachRemaining(field -> map.put(field.getKey(), of(field.getValue())));
        yield map;
      }
      case NULL, MISSING -> Values.None.NONE;
      case BINARY, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
    };
  }

  /** Messages, without the keys that have no value. */
  static List<Object> messages(JsonNode messages) {
    List<Object> list = new ArrayList<>();
    for (JsonNode message : messages) {
      Map<String, Object> present = new LinkedHashMap<>();
      message
          .fields()
          .forEachRemaining(
              field -> {
                if (!field.getValue().isNull()) {
                  present.put(field.getKey(), of(field.getValue()));
                }
              });
      list.add(present);
    }
    return list;
  }
}
