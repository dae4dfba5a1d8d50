package dev.palimpsest.audit.chat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The functions that every template can call. */
final class Functions {
  private static final int LONGEST_RANGE = 1_000_000;
  private static final Map<Character, String> DATE_FIELDS =
      Map.ofEntries(
          Map.entry('d', "dd"),
          Map.entry('m', "MM"),
          Map.entry('Y', "yyyy"),
          Map.entry('y', "yy"),
          Map.entry('b', "MMM"),
          Map.entry('B', "MMMM"),
          Map.entry('a', "EEE"),
          Map.entry('A', "EEEE"),
          Map.entry('H', "HH"),
          Map.entry('I', "hh"),
          Map.entry('M', "mm"),
          Map.entry('S', "ss"),
          Map.entry('p', "a"),
          Map.entry('j', "DDD"));

  private Functions() {}

  /**
   * By name.
   *
   * @param now what {@code strftime_now} tells
   */
  static Map<String, Object> all(LocalDateTime now) {
    Map<String, Object> functions = new LinkedHashMap<>();
    functions.put("raise_exception", (Callable) Functions::raise);
    functions.put("namespace", (Callable) arguments -> new Namespace(entries(arguments)));
    functions.put("dict", (Callable) Functions::entries);
    functions.put("range", (Callable) Functions::range);
    functions.put("strftime_now", (Callable) arguments -> format(now, arguments.text(0, "format")));
    return functions;
  }

  private static Object raise(Arguments arguments) {
    throw new TemplateException(Text.of(arguments.required(0, "message")));
  }

  private static Map<String, Object> entries(Arguments arguments) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Object given : arguments.positional()) {
      if (!(given instanceof Map<?, ?> map)) {
        throw new TemplateException(
            "chat template: %s needs a dict, not %s"
                .formatted(arguments.of(), Values.typeName(given)));
      }
      map.forEach((key, value) -> entries.put(Text.of(key), value));
    }
    entries.putAll(arguments.named());
    return entries;
  }

  private static Object range(Arguments arguments) {
    boolean bounded = arguments.positional().size() > 1;
    long start = bounded ? arguments.integer(0, "start", 0L) : 0;
    long stop = arguments.integer(bounded ? 1 : 0, "stop", new Undefined("stop"));
    long step = arguments.integer(2, "step", 1L);
    if (step == 0 || Math.abs((stop - start) / step) > LONGEST_RANGE) {
      throw new TemplateException("chat template: range is endless or too long");
    }
    List<Object> numbers = new ArrayList<>();
    for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
      numbers.add(i);
    }
    return numbers;
  }

  private static String format(LocalDateTime now, String pattern) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%' || i + 1 == pattern.length()) {
        text.append(c);
        continue;
      }
      char directive = pattern.charAt(++i);
      boolean unpadded = directive == '-' && i + 1 < pattern.length();
      String field = DATE_FIELDS.get(unpadded ? pattern.charAt(++i) : directive);
      if (directive == '%') {
        text.append('%');
      } else if (field == null) {
        throw new TemplateException("chat template: strftime_now does not support %" + directive);
      } else {
        String value = DateTimeFormatter.ofPattern(field, Locale.ENGLISH).format(now);
        text.append(unpadded ? value.replaceFirst("^0+(?=.)", "") : value);
      }
    }
    return text.toString();
  }
}
