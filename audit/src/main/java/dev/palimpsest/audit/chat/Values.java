package dev.palimpsest.audit.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What templates compute with, and Python's meaning of it: {@link String}, {@link Long}, {@link
 * Double}, {@link Boolean}, {@link List}, {@link Map} with the order of its keys, {@link
 * Namespace}, {@link Callable}, {@link None} and {@link Undefined}.
 */
final class Values {
  private Values() {}

  /** Python's None, JSON's null. */
  enum None {
    NONE
  }

  static boolean isTrue(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Collection<?> collection) {
      return !collection.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return !(value instanceof None || value instanceof Undefined);
  }

  static boolean areEqual(Object a, Object b) {
    if (isNumeric(a) && isNumeric(b)) {
      return a instanceof Double || b instanceof Double
          ? asDouble(a) == asDouble(b)
          : asLong(a) == asLong(b);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      boolean equal = left.size() == right.size() && (a instanceof Tuple) == (b instanceof Tuple);
      for (int i = 0; equal && i < left.size(); i++) {
        equal = areEqual(left.get(i), right.get(i));
      }
      return equal;
    }
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      return left.keySet().equals(right.keySet())
          && left.entrySet().stream().allMatch(e -> areEqual(e.getValue(), get(right, e.getKey())));
    }
    return a instanceof Undefined ? b instanceof Undefined : a.equals(b);
  }

  /** Negative, 0 or positive as {@code a} is less than, equal to or greater than {@code b}. */
  static int compare(Object a, Object b) {
    if (isNumeric(a) && isNumeric(b)) {
      return a instanceof Double || b instanceof Double
          ? Double.compare(asDouble(a), asDouble(b))
          : Long.compare(asLong(a), asLong(b));
    }
    if (a instanceof String left && b instanceof String right) {
      int[] x = left.codePoints().toArray();
      int[] y = right.codePoints().toArray();
      return java.util.Arrays.compare(x, y);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
        int order = compare(left.get(i), right.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(left.size(), right.size());
    }
    throw unsupported("<", a, b);
  }

  static boolean contains(Object container, Object item) {
    if (container instanceof String text && item instanceof String part) {
      return text.contains(part);
    }
    if (container instanceof Map<?, ?> map) {
      return map.keySet().stream().anyMatch(key -> areEqual(key, item));
    }
    if (container instanceof List<?> list) {
      return list.stream().anyMatch(element -> areEqual(element, item));
    }
    if (container instanceof Undefined) {
      return false;
    }
    throw unsupported("in", item, container);
  }

  /** The elements that a loop meets: of a string its characters, of a map its keys. */
  static List<Object> elements(Object value) {
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    }
    if (value instanceof Map<?, ?> map) {
      return new ArrayList<>(map.keySet());
    }
    if (value instanceof String text) {
      return new ArrayList<>(text.codePoints().mapToObj(Character::toString).toList());
    }
    if (value instanceof Undefined) {
      return new ArrayList<>();
    }
    throw new TemplateException("chat template: " + typeName(value) + " cannot be iterated over");
  }

  static long length(Object value) {
    return value instanceof String text
        ? text.codePointCount(0, text.length())
        : elements(value).size();
  }

  /** The value of a key that is there. */
  static Object get(Map<?, ?> map, Object key) {
    Object value = map.get(key);
    return value == null ? new Undefined(String.valueOf(key)) : value;
  }

  static boolean isNumeric(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  static double asDouble(Object value) {
    return value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).doubleValue();
  }

  static long asLong(Object value) {
    return value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).longValue();
  }

  static String typeName(Object value) {
    if (value instanceof String) {
      return "str";
    }
    if (value instanceof Long) {
      return "int";
    }
    if (value instanceof Double) {
      return "float";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof List) {
      return value instanceof Tuple ? "tuple" : "list";
    }
    if (value instanceof Map) {
      return "dict";
    }
    if (value instanceof None) {
      return "None";
    }
    return value instanceof Undefined ? "an undefined value" : "a function or namespace";
  }

  static TemplateException unsupported(String operator, Object a, Object b) {
    if (a instanceof Undefined undefined) {
      return undefined.exception();
    }
    if (b instanceof Undefined undefined) {
      return undefined.exception();
    }
    return new TemplateException(
        "chat template: %s is not defined for %s and %s"
            .formatted(operator, typeName(a), typeName(b)));
  }
}
