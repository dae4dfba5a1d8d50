package dev.palimpsest.audit.chat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/** What stands behind {@code is}. */
final class Tests {
  private static final Map<String, BiPredicate<Object, Arguments>> TESTS =
      Map.ofEntries(
          Map.entry("defined", (v, a) -> !(v instanceof Undefined)),
          Map.entry("undefined", (v, a) -> v instanceof Undefined),
          Map.entry("none", (v, a) -> v == Values.None.NONE),
          Map.entry("true", (v, a) -> v.equals(true)),
          Map.entry("false", (v, a) -> v.equals(false)),
          Map.entry("boolean", (v, a) -> v instanceof Boolean),
          Map.entry("string", (v, a) -> v instanceof String),
          Map.entry("integer", (v, a) -> v instanceof Long),
          Map.entry("float", (v, a) -> v instanceof Double),
          Map.entry("number", (v, a) -> Values.isNumeric(v)),
          Map.entry("mapping", (v, a) -> v instanceof Map),
          Map.entry("sequence", (v, a) -> isIterable(v)),
          Map.entry("iterable", (v, a) -> isIterable(v)),
          Map.entry("callable", (v, a) -> v instanceof Callable),
          Map.entry("odd", (v, a) -> remainder(v, 2) == 1),
          Map.entry("even", (v, a) -> remainder(v, 2) == 0),
          Map.entry(
              "divisibleby",
              (v, a) -> remainder(v, a.integer(0, "num", new Undefined("num"))) == 0),
          Map.entry("lower", (v, a) -> Text.of(v).equals(Text.of(v).toLowerCase(Locale.ROOT))),
          Map.entry("upper", (v, a) -> Text.of(v).equals(Text.of(v).toUpperCase(Locale.ROOT))),
          Map.entry("in", (v, a) -> Values.contains(a.required(0, "seq"), v)),
          Map.entry("sameas", (v, a) -> v.equals(a.required(0, "other"))),
          Map.entry("eq", (v, a) -> Values.areEqual(v, other(a))),
          Map.entry("equalto", (v, a) -> Values.areEqual(v, other(a))),
          Map.entry("==", (v, a) -> Values.areEqual(v, other(a))),
          Map.entry("ne", (v, a) -> !Values.areEqual(v, other(a))),
          Map.entry("!=", (v, a) -> !Values.areEqual(v, other(a))),
          Map.entry("lt", (v, a) -> Values.compare(v, other(a)) < 0),
          Map.entry("lessthan", (v, a) -> Values.compare(v, other(a)) < 0),
          Map.entry("<", (v, a) -> Values.compare(v, other(a)) < 0),
          Map.entry("le", (v, a) -> Values.compare(v, other(a)) <= 0),
          Map.entry("<=", (v, a) -> Values.compare(v, other(a)) <= 0),
          Map.entry("gt", (v, a) -> Values.compare(v, other(a)) > 0),
          Map.entry("greaterthan", (v, a) -> Values.compare(v, other(a)) > 0),
          Map.entry(">", (v, a) -> Values.compare(v, other(a)) > 0),
          Map.entry("ge", (v, a) -> Values.compare(v, other(a)) >= 0),
          Map.entry(">=", (v, a) -> Values.compare(v, other(a)) >= 0));

  private Tests() {}

  /**
   * The test of that name.
   *
   * @throws TemplateException if there is none
   */
  static BiPredicate<Object, Arguments> named(String name) {
    BiPredicate<Object, Arguments> test = TESTS.get(name);
    if (test == null) {
      throw new TemplateException("chat template: the test '" + name + "' is not supported");
    }
    return test;
  }

  private static Object other(Arguments arguments) {
    return arguments.get(0, "other", Values.None.NONE);
  }

  private static boolean isIterable(Object value) {
    return value instanceof String
        || value instanceof List
        || value instanceof Map
        || value instanceof Undefined;
  }

  private static long remainder(Object value, int divisor) {
    if (!(Operators.remainder(value, (long) divisor) instanceof Long remainder)) {
      throw new TemplateException("chat template: the test needs an integer");
    }
    return remainder;
  }
}
