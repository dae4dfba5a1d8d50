package dev.palimpsest.audit.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a function, filter, test or method is called with.
 *
 * @param of its name, for messages
 * @param positional by place
 * @param named by keyword
 */
record Arguments(String of, List<Object> positional, Map<String, Object> named) {

  static Arguments none(String of) {
    return new Arguments(of, List.of(), Map.of());
  }

  /** The argument at {@code place}, or of that name, or {@code otherwise}. */
  Object get(int place, String name, Object otherwise) {
    if (place < positional.size()) {
      return positional.get(place);
    }
    return named.getOrDefault(name, otherwise);
  }

  Object required(int place, String name) {
    Object value = get(place, name, new Undefined(name));
    if (value instanceof Undefined) {
      throw new TemplateException("chat template: " + of + " needs " + name);
    }
    return value;
  }

  String text(int place, String name) {
    return text(place, name, required(place, name));
  }

  String text(int place, String name, Object otherwise) {
    Object value = get(place, name, otherwise);
    if (!(value instanceof String text)) {
      throw wrong(name, "a string", value);
    }
    return text;
  }

  int integer(int place, String name, Object otherwise) {
    Object value = get(place, name, otherwise);
    if (!(value instanceof Long number)) {
      throw wrong(name, "an integer", value);
    }
    return Math.toIntExact(number);
  }

  /** Arguments behind the first. */
  Arguments rest() {
    return new Arguments(of, positional.subList(1, positional.size()), named);
  }

  /** Fails if there are more arguments than {@code places}, or one whose name is not among them. */
  Arguments atMost(String... places) {
    if (positional.size() > places.length) {
      throw new TemplateException(
          "chat template: " + of + " takes at most " + places.length + " arguments");
    }
    List<String> unknown = new ArrayList<>(named.keySet());
    unknown.removeAll(List.of(places));
    if (!unknown.isEmpty()) {
      throw new TemplateException(
          "chat template: " + of + " has no argument " + String.join(", ", unknown));
    }
    return this;
  }

  /** The named ones, which can be changed. */
  Map<String, Object> namedCopy() {
    return new LinkedHashMap<>(named);
  }

  private TemplateException wrong(String name, String expected, Object value) {
    return new TemplateException(
        "chat template: %s of %s must be %s, not %s"
            .formatted(name, of, expected, Values.typeName(value)));
  }
}
