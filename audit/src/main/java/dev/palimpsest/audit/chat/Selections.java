package dev.palimpsest.audit.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** The filters that look at every element of a list. */
final class Selections {
  private Selections() {}

  /** Which elements stay. */
  enum Keep {
    PASSING,
    FAILING
  }

  /** Elements that are true, or pass the named test. */
  static Object byValue(Object value, Arguments arguments, Keep keep) {
    return keep(Values.elements(value), arguments, keep, element -> element);
  }

  /** Elements of which an attribute is true, or passes the named test. */
  static Object byAttribute(Object value, Arguments arguments, Keep keep) {
    Object attribute = arguments.required(0, "attribute");
    return keep(
        Values.elements(value), arguments.rest(), keep, element -> attribute(element, attribute));
  }

  private static List<Object> keep(
      List<Object> elements,
      Arguments arguments,
      Keep keep,
      java.util.function.UnaryOperator<Object> looked) {
    BiPredicate<Object, Arguments> test =
        arguments.positional().isEmpty()
            ? (element, none) -> Values.isTrue(element)
            : Tests.named(arguments.text(0, "test"));
    Arguments further = arguments.positional().isEmpty() ? arguments : arguments.rest();
    List<Object> kept = new ArrayList<>();
    for (Object element : elements) {
      if (test.test(looked.apply(element), further) == (keep == Keep.PASSING)) {
        kept.add(element);
      }
    }
    return kept;
  }

  /** An attribute of every element, or every element through a filter. */
  static Object map(Object value, Arguments arguments) {
    List<Object> elements = Values.elements(value);
    Object attribute = arguments.named().get("attribute");
    if (attribute != null) {
      Object otherwise = arguments.named().get("default");
      elements.replaceAll(
          element -> {
            Object found = attribute(element, attribute);
            return found instanceof Undefined && otherwise != null ? otherwise : found;
          });
      return elements;
    }
    BiFunction<Object, Arguments, Object> filter = Filters.named(arguments.text(0, "filter"));
    elements.replaceAll(element -> filter.apply(element, arguments.rest()));
    return elements;
  }

  static Object sort(Object value, Arguments arguments) {
    arguments.atMost("reverse", "case_sensitive", "attribute");
    List<Object> elements = Values.elements(value);
    Object attribute = arguments.get(2, "attribute", Values.None.NONE);
    boolean exact = Values.isTrue(arguments.get(1, "case_sensitive", false));
    boolean backwards = Values.isTrue(arguments.get(0, "reverse", false));
    elements.sort(
        (a, b) -> {
          Object x = attribute == Values.None.NONE ? a : attribute(a, attribute);
          Object y = attribute == Values.None.NONE ? b : attribute(b, attribute);
          int order = exact ? Values.compare(x, y) : compareFolded(x, y);
          return backwards ? -order : order;
        });
    return elements;
  }

  /** Compares strings without regard to case. */
  static int compareFolded(Object a, Object b) {
    return Values.compare(folded(a), folded(b));
  }

  /** The attribute at the end of a path of names and indices with dots between them. */
  static Object attribute(Object element, Object path) {
    if (!(path instanceof String names)) {
      return Operators.item(element, path);
    }
    Object value = element;
    for (String name : names.split("\\.", -1)) {
      value =
          name.matches("\\d+")
              ? Operators.item(value, Long.valueOf(name))
              : Operators.item(value, name);
    }
    return value;
  }

  private static Object folded(Object value) {
    return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
  }
}
