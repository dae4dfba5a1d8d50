package dev.palimpsest.audit.chat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as text, as Python writes them. */
final class Text {
  /** Beyond this many digits before the point, and four zeros behind it, powers of ten are used. */
  private static final int MOST_DIGITS = 16;

  private static final int LEAST_EXPONENT = -4;

  private Text() {}

  /** {@code str(value)}. */
  static String of(Object value) {
    return value instanceof String text ? text : value instanceof Undefined ? "" : quoted(value);
  }

  /** {@code repr(value)}. */
  static String quoted(Object value) {
    if (value instanceof String text) {
      return quote(text);
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof Double number) {
      return number(number);
    }
    if (value instanceof Tuple tuple) {
      return tuple.stream()
          .map(Text::quoted)
          .collect(Collectors.joining(", ", "(", tuple.size() == 1 ? ",)" : ")"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Text::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Values.None) {
      return "None";
    }
    if (value instanceof Long || value instanceof java.math.BigInteger) {
      return value.toString();
    }
    throw new TemplateException(
        "chat template: " + Values.typeName(value) + " cannot be written as text");
  }

  /** The shortest decimal that reads back as {@code number}. */
  static String number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(number);
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String sign = number < 0 ? "-" : "";
    if (exponent < LEAST_EXPONENT || exponent >= MOST_DIGITS) {
      String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
      String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
      return sign + digits.charAt(0) + rest + "e" + (exponent < 0 ? "-" : "+") + power;
    }
    String plain = shortest.abs().toPlainString();
    return sign + (plain.contains(".") ? plain : plain + ".0");
  }

  private static BigDecimal shortest(double number) {
    BigDecimal exact = new BigDecimal(number);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal rounded = exact.round(new java.math.MathContext(digits));
      if (rounded.doubleValue() == number) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new java.math.MathContext(17)).stripTrailingZeros();
  }

  private static String quote(String text) {
    char mark = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(mark);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\\' -> quoted.append("\\\\");
                default -> {
                  if (c == mark) {
                    quoted.append('\\').append(mark);
                  } else if (c < ' ' || c == 0x7F) {
                    quoted.append("\\x%02x".formatted(c));
                  } else {
                    quoted.appendCodePoint(c);
                  }
                }
              }
            });
    return quoted.append(mark).toString();
  }
}
