package dev.palimpsest.audit.chat;

import java.util.LinkedHashMap;
import java.util.Map;

/** An object whose attributes a template can set, also from inside a loop. */
final class Namespace {
  private final Map<String, Object> attributes = new LinkedHashMap<>();

  Namespace(Map<String, Object> attributes) {
    this.attributes.putAll(attributes);
  }

  Object get(String name) {
    return Values.get(attributes, name);
  }

  void set(String name, Object value) {
    attributes.put(name, value);
  }
}
