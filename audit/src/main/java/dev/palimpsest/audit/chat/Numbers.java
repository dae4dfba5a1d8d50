package dev.palimpsest.audit.chat;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The filters that make numbers. */
final class Numbers {
  private Numbers() {}

  /** Without its fraction; the argument, or 0, for what is no number. */
  static Object asInteger(Object value, Arguments arguments) {
    Object otherwise = arguments.get(0, "default", 0L);
    if (Values.isNumeric(value)) {
      return value instanceof Double number ? (Object) number.longValue() : Values.asLong(value);
    }
    try {
      return value instanceof String text ? new BigDecimal(text.strip()).longValue() : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** As a fraction; the argument, or 0.0, for what is no number. */
  static Object asFloat(Object value, Arguments arguments) {
    Object otherwise = arguments.get(0, "default", 0.0);
    if (Values.isNumeric(value)) {
      return Values.asDouble(value);
    }
    try {
      return value instanceof String text ? Double.valueOf(text.strip()) : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Rounded to the given number of digits behind the point, halves to even; always a fraction. */
  static Object round(Object value, Arguments arguments) {
    if (!Values.isNumeric(value) || !arguments.get(1, "method", "common").equals("common")) {
      throw new TemplateException("chat template: round needs a number and the method 'common'");
    }
    int digits = arguments.integer(0, "precision", 0L);
    return new BigDecimal(Values.asDouble(value))
        .setScale(digits, RoundingMode.HALF_EVEN)
        .doubleValue();
  }
}
