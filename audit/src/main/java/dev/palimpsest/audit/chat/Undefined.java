package dev.palimpsest.audit.chat;

/**
 * The value of what has none: empty as text, false as a condition, an error in all else.
 *
 * @param name of the variable, attribute or key
 */
record Undefined(String name) {
  TemplateException exception() {
    return new TemplateException("chat template: '" + name + "' is undefined");
  }
}
