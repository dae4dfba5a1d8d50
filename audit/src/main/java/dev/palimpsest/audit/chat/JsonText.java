package dev.palimpsest.audit.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Values as JSON, as Python's {@code json.dumps} writes them, no character escaped without need.
 */
final class JsonText {
  private final StringBuilder text = new StringBuilder();
  private final String indent;
  private final String itemSeparator;
  private final String keySeparator;
  private final KeyOrder order;

  /** The order of an object's keys. */
  enum KeyOrder {
    AS_GIVEN,
    SORTED
  }

  private JsonText(String indent, String itemSeparator, String keySeparator, KeyOrder order) {
    this.indent = indent;
    this.itemSeparator = itemSeparator;
    this.keySeparator = keySeparator;
    this.order = order;
  }

  /** The filter {@code tojson}. */
  static String of(Object value, Arguments arguments) {
    arguments.atMost("ensure_ascii", "indent", "separators", "sort_keys");
    if (Values.isTrue(arguments.get(0, "ensure_ascii", false))) {
      throw new TemplateException("chat template: tojson with ensure_ascii is not supported");
    }
    Object indent = arguments.get(1, "indent", Values.None.NONE);
    Object separators = arguments.get(2, "separators", Values.None.NONE);
    String step =
        indent instanceof Long width
            ? " ".repeat(Math.toIntExact(width))
            : indent instanceof String given ? given : "";
    boolean lines = indent != Values.None.NONE;
    String item = lines ? "," : ", ";
    String key = ": ";
    if (separators instanceof List<?> pair && pair.size() == 2) {
      item = Text.of(pair.get(0));
      key = Text.of(pair.get(1));
    }
    KeyOrder order =
        Values.isTrue(arguments.get(3, "sort_keys", false)) ? KeyOrder.SORTED : KeyOrder.AS_GIVEN;
    JsonText json = new JsonText(step, item, key, order);
    json.write(value, lines ? "\n" : "");
    return json.text.toString();
  }

  /**
   * @param newLine line feed and indentation of the line that holds the value; empty for one line
   */
  private void write(Object value, String newLine) {
    if (value instanceof String string) {
      quote(string);
    } else if (value instanceof Boolean || value instanceof Long) {
      text.append(value);
    } else if (value instanceof java.math.BigInteger) {
      text.append(value);
    } else if (value instanceof Double number) {
      text.append(Text.number(number));
    } else if (value instanceof Values.None) {
      text.append("null");
    } else if (value instanceof List<?> list) {
      writeList(list, newLine);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, newLine);
    } else {
      throw new TemplateException(
          "chat template: " + Values.typeName(value) + " cannot be written as JSON");
    }
  }

  private void writeList(List<?> list, String newLine) {
    text.append('[');
    String inner = newLine.isEmpty() ? "" : newLine + indent;
    String separator = "";
    for (Object element : list) {
      text.append(separator).append(inner);
      write(element, inner);
      separator = itemSeparator;
    }
    text.append(list.isEmpty() ? "" : newLine).append(']');
  }

  private void writeMap(Map<?, ?> map, String newLine) {
    List<Object> keys = new ArrayList<>(map.keySet());
    if (order == KeyOrder.SORTED) {
      keys.sort(Values::compare);
    }
    text.append('{');
    String inner = newLine.isEmpty() ? "" : newLine + indent;
    String separator = "";
    for (Object key : keys) {
      text.append(separator).append(inner);
      quote(Text.of(key));
      text.append(keySeparator);
      write(Values.get(map, key), inner);
      separator = itemSeparator;
    }
    text.append(map.isEmpty() ? "" : newLine).append('}');
  }

  private void quote(String string) {
    text.append('"');
    string
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                  if (c < ' ') {
                    text.append("\\u%04x".formatted(c));
                  } else {
                    text.appendCodePoint(c);
                  }
                }
              }
            });
    text.append('"');
  }
}
