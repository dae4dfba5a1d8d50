package dev.palimpsest.audit.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a dot finds: a method of the value's type, or else the key of that name. */
final class Attributes {
  private Attributes() {}

  static Object of(Object object, String name) {
    if (object instanceof Undefined undefined) {
      throw undefined.exception();
    }
    if (object instanceof Namespace namespace) {
      return namespace.get(name);
    }
    if (object instanceof Map<?, ?> map) {
      return ofMap(map, name);
    }
    if (object instanceof List<?> list) {
      return ofList(list, name);
    }
    if (object instanceof String text && TextMethods.has(name)) {
      return (Callable) arguments -> TextMethods.call(text, name, arguments);
    }
    return new Undefined(name);
  }

  private static Object ofMap(Map<?, ?> map, String name) {
    return switch (name) {
      case "items" -> (Callable) arguments -> items(map);
      case "keys" -> (Callable) arguments -> new ArrayList<Object>(map.keySet());
      case "values" -> (Callable) arguments -> new ArrayList<Object>(map.values());
      case "copy" -> (Callable) arguments -> map;
      case "get" ->
          (Callable)
              arguments ->
                  map.containsKey(arguments.required(0, "key"))
                      ? Values.get(map, arguments.required(0, "key"))
                      : arguments.get(1, "default", Values.None.NONE);
      default -> Values.get(map, name);
    };
  }

  private static Object ofList(List<?> list, String name) {
    return switch (name) {
      case "copy" -> (Callable) arguments -> list;
      case "count" ->
          (Callable)
              arguments ->
                  list.stream()
                      .filter(e -> Values.areEqual(e, arguments.required(0, "value")))
                      .count();
      case "index" ->
          (Callable)
              arguments -> {
                for (int i = 0; i < list.size(); i++) {
                  if (Values.areEqual(list.get(i), arguments.required(0, "value"))) {
                    return (long) i;
                  }
                }
                throw new TemplateException("chat template: index: no such element in the list");
              };
      default -> new Undefined(name);
    };
  }

  /** Pairs of key and value. */
  static List<Object> items(Map<?, ?> map) {
    List<Object> items = new ArrayList<>();
    map.forEach((key, value) -> items.add(Tuple.of(key, value)));
    return items;
  }
}
