package dev.palimpsest.audit.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arithmetic, indices and slices with Python's meaning. */
final class Operators {
  private Operators() {}

  static Object add(Object a, Object b) {
    if (a instanceof String left && b instanceof String right) {
      return left + right;
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      List<Object> both = new ArrayList<>(left);
      both.addAll(right);
      return both;
    }
    if (areWhole("+", a, b)) {
      return Math.addExact(Values.asLong(a), Values.asLong(b));
    }
    return Values.asDouble(a) + Values.asDouble(b);
  }

  static Object subtract(Object a, Object b) {
    if (areWhole("-", a, b)) {
      return Math.subtractExact(Values.asLong(a), Values.asLong(b));
    }
    return Values.asDouble(a) - Values.asDouble(b);
  }

  static Object multiply(Object a, Object b) {
    if (a instanceof String text && b instanceof Long times) {
      return text.repeat((int) Math.max(0, times));
    }
    if (areWhole("*", a, b)) {
      return Math.multiplyExact(Values.asLong(a), Values.asLong(b));
    }
    return Values.asDouble(a) * Values.asDouble(b);
  }

  static Object divide(Object a, Object b) {
    areWhole("/", a, b);
    return Values.asDouble(a) / divisor(b);
  }

  static Object floorDivide(Object a, Object b) {
    if (areWhole("//", a, b)) {
      divisor(b);
      return Math.floorDiv(Values.asLong(a), Values.asLong(b));
    }
    return Math.floor(Values.asDouble(a) / divisor(b));
  }

  static Object remainder(Object a, Object b) {
    if (areWhole("%", a, b)) {
      divisor(b);
      return Math.floorMod(Values.asLong(a), Values.asLong(b));
    }
    double divisor = divisor(b);
    double quotient = Math.floor(Values.asDouble(a) / divisor);
    return Values.asDouble(a) - quotient * divisor;
  }

  static Object power(Object a, Object b) {
    boolean whole = areWhole("**", a, b);
    double power = Math.pow(Values.asDouble(a), Values.asDouble(b));
    return whole && Values.asLong(b) >= 0 ? (Object) (long) power : power;
  }

  static Object negate(Object a) {
    return subtract(0L, a);
  }

  /** {@code object[key]}. */
  static Object item(Object object, Object key) {
    if (object instanceof Undefined undefined) {
      throw undefined.exception();
    }
    if (object instanceof Map<?, ?> map && map.containsKey(key)) {
      return Values.get(map, key);
    }
    if (key instanceof Long index && (object instanceof List || object instanceof String)) {
      List<Object> elements = Values.elements(object);
      long at = index < 0 ? index + elements.size() : index;
      return at >= 0 && at < elements.size()
          ? elements.get((int) at)
          : new Undefined("element " + index);
    }
    return key instanceof String name
        ? Attributes.of(object, name)
        : new Undefined(String.valueOf(key));
  }

  /** {@code object[start:stop:step]}; null for a bound that is left out. */
  static Object slice(
      Object object, @Nullable Object start, @Nullable Object stop, @Nullable Object step) {
    if (object instanceof Undefined undefined) {
      throw undefined.exception();
    }
    if (!(object instanceof List || object instanceof String)) {
      throw new TemplateException(
          "chat template: " + Values.typeName(object) + " cannot be sliced");
    }
    List<Object> elements = Values.elements(object);
    int size = elements.size();
    long by = bound(step, 1);
    if (by == 0) {
      throw new TemplateException("chat template: the step of a slice must not be 0");
    }
    long from =
        by > 0 ? clamp(start, 0, size, 0, size) : clamp(start, size - 1, size, -1, size - 1);
    long to = by > 0 ? clamp(stop, size, size, 0, size) : clamp(stop, -1, size, -1, size - 1);
    List<Object> taken = new ArrayList<>();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      taken.add(elements.get((int) i));
    }
    if (object instanceof String) {
      StringBuilder text = new StringBuilder();
      taken.forEach(text::append);
      return text.toString();
    }
    return taken;
  }

  private static long clamp(@Nullable Object bound, int absent, int size, int least, int most) {
    if (bound == null || bound == Values.None.NONE) {
      return absent;
    }
    long index = bound(bound, absent);
    return Math.max(least, Math.min(most, index < 0 ? index + size : index));
  }

  private static long bound(@Nullable Object bound, long absent) {
    if (bound == null || bound == Values.None.NONE) {
      return absent;
    }
    if (!(bound instanceof Long number)) {
      throw new TemplateException(
          "chat template: a slice needs integers, not " + Values.typeName(bound));
    }
    return number;
  }

  /** Whether both are whole numbers; fails if one is no number. */
  private static boolean areWhole(String operator, Object a, Object b) {
    if (!Values.isNumeric(a) || !Values.isNumeric(b)) {
      throw Values.unsupported(operator, a, b);
    }
    return !(a instanceof Double) && !(b instanceof Double);
  }

  private static double divisor(Object b) {
    double divisor = Values.asDouble(b);
    if (divisor == 0) {
      throw new TemplateException("chat template: division by zero");
    }
    return divisor;
  }
}
