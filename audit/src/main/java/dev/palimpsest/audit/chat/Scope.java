package dev.palimpsest.audit.chat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables by name; what is not set here is looked up outside. */
final class Scope {
  private final @Nullable Scope outer;
  private final Map<String, Object> variables = new HashMap<>();

  private Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  static Scope outermost(Map<String, Object> variables) {
    Scope scope = new Scope(null);
    scope.variables.putAll(variables);
    return scope;
  }

  /** A scope whose variables vanish with it. */
  Scope inner() {
    return new Scope(this);
  }

  void set(String name, Object value) {
    variables.put(name, value);
  }

  Object get(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Object value = scope.variables.get(name);
      if (value != null) {
        return value;
      }
    }
    return new Undefined(name);
  }
}
