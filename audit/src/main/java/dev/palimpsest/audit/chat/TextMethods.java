package dev.palimpsest.audit.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/** The methods of Python's strings. */
final class TextMethods {
  private static final Set<String> NAMES =
      Set.of(
          "capitalize",
          "count",
          "endswith",
          "find",
          "index",
          "isalnum",
          "isalpha",
          "isdigit",
          "isspace",
          "join",
          "lower",
          "lstrip",
          "partition",
          "removeprefix",
          "removesuffix",
          "replace",
          "rfind",
          "rpartition",
          "rsplit",
          "rstrip",
          "split",
          "splitlines",
          "startswith",
          "strip",
          "title",
          "upper",
          "zfill");

  private TextMethods() {}

  static boolean has(String name) {
    return NAMES.contains(name);
  }

  static Object call(String text, String name, Arguments arguments) {
    return switch (name) {
      case "strip" -> strip(text, arguments, Side.BOTH);
      case "lstrip" -> strip(text, arguments, Side.LEFT);
      case "rstrip" -> strip(text, arguments, Side.RIGHT);
      case "split" -> split(text, arguments, Side.LEFT);
      case "rsplit" -> split(text, arguments, Side.RIGHT);
      case "splitlines" -> lines(text);
      case "startswith" -> affixes(arguments, "prefix").stream().anyMatch(text::startsWith);
      case "endswith" -> affixes(arguments, "suffix").stream().anyMatch(text::endsWith);
      case "removeprefix" -> {
        String prefix = arguments.text(0, "prefix");
        yield text.startsWith(prefix) ? text.substring(prefix.length()) : text;
      }
      case "removesuffix" -> {
        String suffix = arguments.text(0, "suffix");
        yield text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
      }
      case "replace" ->
          replace(
              text,
              arguments.text(0, "old"),
              arguments.text(1, "new"),
              arguments.integer(2, "count", -1L));
      case "join" -> join(text, Values.elements(arguments.required(0, "iterable")));
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "title" -> title(text);
      case "capitalize" -> capitalize(text);
      case "find" -> codePoints(text, text.indexOf(arguments.text(0, "sub")));
      case "rfind" -> codePoints(text, text.lastIndexOf(arguments.text(0, "sub")));
      case "index" -> {
        long at = codePoints(text, text.indexOf(arguments.text(0, "sub")));
        if (at < 0) {
          throw new TemplateException("chat template: index: substring not found");
        }
        yield at;
      }
      case "count" -> (long) pieces(text, arguments.text(0, "sub"), -1).size() - 1;
      case "partition" ->
          partition(text, arguments.text(0, "sep"), text.indexOf(arguments.text(0, "sep")));
      case "rpartition" ->
          partition(text, arguments.text(0, "sep"), text.lastIndexOf(arguments.text(0, "sep")));
      case "isspace" -> all(text, TextMethods::isSpace);
      case "isalpha" -> all(text, Character::isLetter);
      case "isdigit" -> all(text, Character::isDigit);
      case "isalnum" -> all(text, Character::isLetterOrDigit);
      case "zfill" -> {
        int width = arguments.integer(0, "width", new Undefined("width"));
        yield "0".repeat((int) Math.max(0, width - Values.length(text))) + text;
      }
      default -> throw new TemplateException("chat template: str has no method " + name);
    };
  }

  /** Where something is done. */
  enum Side {
    LEFT,
    RIGHT,
    BOTH
  }

  /** Without the white space, or the given characters, at its edges. */
  static String strip(String text, Arguments arguments, Side side) {
    Object given = arguments.atMost("chars").get(0, "chars", Values.None.NONE);
    IntPredicate stripped =
        given instanceof String characters ? c -> characters.indexOf(c) >= 0 : TextMethods::isSpace;
    int start = 0;
    int end = text.length();
    while (side != Side.RIGHT && start < end && stripped.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (side != Side.LEFT && end > start && stripped.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /** Python's white space. */
  static boolean isSpace(int c) {
    return (c >= 9 && c <= 13) || (c >= 28 && c <= 32) || c == 0x85 || Character.isSpaceChar(c);
  }

  static String title(String text) {
    StringBuilder title = new StringBuilder();
    int[] before = {' '};
    text.codePoints()
        .forEach(
            c -> {
              boolean inside = Character.isLetter(before[0]);
              title.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
              before[0] = c;
            });
    return title.toString();
  }

  static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    return Character.toString(Character.toTitleCase(first))
        + text.substring(Character.charCount(first)).toLowerCase(Locale.ROOT);
  }

  static String replace(String text, String old, String replacement, int count) {
    if (old.isEmpty()) {
      throw new TemplateException("chat template: replace needs a text that is not empty");
    }
    return String.join(replacement, pieces(text, old, count));
  }

  static String join(String separator, List<Object> parts) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      if (!(parts.get(i) instanceof String part)) {
        throw new TemplateException(
            "chat template: join needs strings, not " + Values.typeName(parts.get(i)));
      }
      joined.append(i == 0 ? "" : separator).append(part);
    }
    return joined.toString();
  }

  private static List<Object> split(String text, Arguments arguments, Side from) {
    arguments.atMost("sep", "maxsplit");
    int most = arguments.integer(1, "maxsplit", -1L);
    Object separator = arguments.get(0, "sep", Values.None.NONE);
    if (separator instanceof String given) {
      if (given.isEmpty()) {
        throw new TemplateException("chat template: split needs a separator that is not empty");
      }
      List<String> pieces = pieces(text, given, from == Side.LEFT ? most : -1);
      if (from == Side.RIGHT && most >= 0 && pieces.size() > most + 1) {
        int merged = pieces.size() - most;
        List<String> last = pieces.subList(merged, pieces.size());
        List<Object> split = new ArrayList<>();
        split.add(String.join(given, pieces.subList(0, merged)));
        split.addAll(last);
        return split;
      }
      return new ArrayList<>(pieces);
    }
    if (most >= 0) {
      throw new TemplateException("chat template: split with maxsplit needs a separator");
    }
    List<Object> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (!isSpace(c)) {
                word.appendCodePoint(c);
              } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
              }
            });
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  /** What lies between the first {@code most} occurrences (all, if negative) of the separator. */
  private static List<String> pieces(String text, String separator, int most) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int at = text.indexOf(separator);
        at >= 0 && (most < 0 || pieces.size() < most);
        at = text.indexOf(separator, start)) {
      pieces.add(text.substring(start, at));
      start = at + separator.length();
    }
    pieces.add(text.substring(start));
    return pieces;
  }

  private static List<Object> lines(String text) {
    List<Object> lines = new ArrayList<>(text.lines().toList());
    return lines;
  }

  private static List<Object> partition(String text, String separator, int at) {
    return at < 0
        ? Tuple.of(text, "", "")
        : Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static List<String> affixes(Arguments arguments, String name) {
    Object given = arguments.required(0, name);
    List<Object> affixes = given instanceof List ? Values.elements(given) : List.of(given);
    List<String> texts = new ArrayList<>();
    for (Object affix : affixes) {
      if (!(affix instanceof String text)) {
        throw new TemplateException(
            "chat template: a %s must be a string, not %s".formatted(name, Values.typeName(affix)));
      }
      texts.add(text);
    }
    return texts;
  }

  private static boolean all(String text, IntPredicate predicate) {
    return !text.isEmpty() && text.codePoints().allMatch(predicate);
  }

  /** An index in UTF-16 units as one in code points; negative ones stay. */
  private static long codePoints(String text, int index) {
    return index < 0 ? index : text.codePointCount(0, index);
  }
}
