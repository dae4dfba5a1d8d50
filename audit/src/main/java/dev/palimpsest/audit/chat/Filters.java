package dev.palimpsest.audit.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind a vertical bar. */
final class Filters {
  private static final Pattern WORD = Pattern.compile("[^-\\s({\\[<]+");
  private static final Map<String, BiFunction<Object, Arguments, Object>> FILTERS =
      Map.ofEntries(
          Map.entry("abs", (v, a) -> Values.compare(v, 0L) < 0 ? Operators.negate(v) : v),
          Map.entry("capitalize", (v, a) -> TextMethods.capitalize(Text.of(v))),
          Map.entry("count", (v, a) -> Values.length(v)),
          Map.entry("d", Filters::otherwise),
          Map.entry("default", Filters::otherwise),
          Map.entry("dictsort", (v, a) -> sortedItems(v, a.atMost())),
          Map.entry("e", (v, a) -> escape(Text.of(v))),
          Map.entry("escape", (v, a) -> escape(Text.of(v))),
          Map.entry("first", (v, a) -> Operators.item(Values.elements(v), 0L)),
          Map.entry("float", (v, a) -> Numbers.asFloat(v, a)),
          Map.entry("indent", Filters::indent),
          Map.entry("int", (v, a) -> Numbers.asInteger(v, a)),
          Map.entry("items", (v, a) -> v instanceof Map<?, ?> m ? Attributes.items(m) : List.of()),
          Map.entry("join", Filters::join),
          Map.entry("last", (v, a) -> Operators.item(Values.elements(v), -1L)),
          Map.entry("length", (v, a) -> Values.length(v)),
          Map.entry("list", (v, a) -> Values.elements(v)),
          Map.entry("lower", (v, a) -> Text.of(v).toLowerCase(Locale.ROOT)),
          Map.entry("map", Selections::map),
          Map.entry("max", (v, a) -> Collections.max(notEmpty(v), Values::compare)),
          Map.entry("min", (v, a) -> Collections.min(notEmpty(v), Values::compare)),
          Map.entry("reject", (v, a) -> Selections.byValue(v, a, Selections.Keep.FAILING)),
          Map.entry("rejectattr", (v, a) -> Selections.byAttribute(v, a, Selections.Keep.FAILING)),
          Map.entry("replace", Filters::replace),
          Map.entry("reverse", Filters::reverse),
          Map.entry("round", (v, a) -> Numbers.round(v, a)),
          Map.entry("safe", (v, a) -> v),
          Map.entry("select", (v, a) -> Selections.byValue(v, a, Selections.Keep.PASSING)),
          Map.entry("selectattr", (v, a) -> Selections.byAttribute(v, a, Selections.Keep.PASSING)),
          Map.entry("sort", Selections::sort),
          Map.entry("string", (v, a) -> Text.of(v)),
          Map.entry("sum", Filters::sum),
          Map.entry("title", (v, a) -> title(Text.of(v))),
          Map.entry("tojson", JsonText::of),
          Map.entry("trim", (v, a) -> TextMethods.strip(Text.of(v), a, TextMethods.Side.BOTH)),
          Map.entry("unique", (v, a) -> unique(v)),
          Map.entry("upper", (v, a) -> Text.of(v).toUpperCase(Locale.ROOT)));

  private Filters() {}

  /**
   * The filter of that name.
   *
   * @throws TemplateException if there is none
   */
  static BiFunction<Object, Arguments, Object> named(String name) {
    BiFunction<Object, Arguments, Object> filter = FILTERS.get(name);
    if (filter == null) {
      throw new TemplateException("chat template: the filter '" + name + "' is not supported");
    }
    return filter;
  }

  private static Object otherwise(Object value, Arguments arguments) {
    Object fallback = arguments.atMost("default_value", "boolean").get(0, "default_value", "");
    boolean replaced =
        value instanceof Undefined
            || (Values.isTrue(arguments.get(1, "boolean", false)) && !Values.isTrue(value));
    return replaced ? fallback : value;
  }

  private static Object join(Object value, Arguments arguments) {
    arguments.atMost("d", "attribute");
    List<Object> elements = Values.elements(value);
    Object attribute = arguments.get(1, "attribute", Values.None.NONE);
    if (attribute != Values.None.NONE) {
      elements.replaceAll(element -> Selections.attribute(element, attribute));
    }
    elements.replaceAll(Text::of);
    return TextMethods.join(Text.of(arguments.get(0, "d", "")), elements);
  }

  private static Object replace(Object value, Arguments arguments) {
    return TextMethods.replace(
        Text.of(value),
        arguments.text(0, "old"),
        arguments.text(1, "new"),
        arguments.integer(2, "count", -1L));
  }

  private static Object reverse(Object value, Arguments arguments) {
    return Operators.slice(value instanceof Map ? Values.elements(value) : value, null, null, -1L);
  }

  private static Object sum(Object value, Arguments arguments) {
    arguments.atMost("attribute", "start");
    Object attribute = arguments.get(0, "attribute", Values.None.NONE);
    Object sum = arguments.get(1, "start", 0L);
    for (Object element : Values.elements(value)) {
      sum =
          Operators.add(
              sum,
              attribute == Values.None.NONE ? element : Selections.attribute(element, attribute));
    }
    return sum;
  }

  private static Object indent(Object value, Arguments arguments) {
    arguments.atMost("width", "first", "blank");
    Object width = arguments.get(0, "width", 4L);
    String step = width instanceof Long count ? " ".repeat(count.intValue()) : Text.of(width);
    boolean first = Values.isTrue(arguments.get(1, "first", false));
    boolean blank = Values.isTrue(arguments.get(2, "blank", false));
    String[] lines = Text.of(value).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      boolean indented = i == 0 ? first : blank || !lines[i].isEmpty();
      lines[i] = (indented ? step : "") + lines[i];
    }
    return String.join("\n", lines);
  }

  private static Object sortedItems(Object value, Arguments arguments) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new TemplateException(
          "chat template: %s needs a dict, not %s"
              .formatted(arguments.of(), Values.typeName(value)));
    }
    List<Object> items = Attributes.items(map);
    items.sort((a, b) -> Selections.compareFolded(key(a), key(b)));
    return items;
  }

  private static Object key(Object item) {
    return Operators.item(item, 0L);
  }

  private static Object unique(Object value) {
    List<Object> seen = new ArrayList<>();
    for (Object element : Values.elements(value)) {
      if (seen.stream().noneMatch(other -> Selections.compareFolded(other, element) == 0)) {
        seen.add(element);
      }
    }
    return seen;
  }

  private static List<Object> notEmpty(Object value) {
    List<Object> elements = Values.elements(value);
    if (elements.isEmpty()) {
      throw new TemplateException("chat template: min and max need at least one element");
    }
    return elements;
  }

  /** Unlike the method of strings, a letter behind an apostrophe begins no word. */
  private static String title(String text) {
    return WORD.matcher(text)
        .replaceAll(word -> Matcher.quoteReplacement(TextMethods.capitalize(word.group())));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }
}
