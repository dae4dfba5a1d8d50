package dev.palimpsest.pii;

import java.util.List;

/**
 * What belongs to an address behind the kind of its street: {@code . NW, Apt. 5, Springfield, IL
 * 62704}. A direction, a unit, and a town with its state and postcode, each where it follows.
 */
final class StreetRest {

  /** Of two that start alike the one that is looked for first. */
  private static final List<String> UNITS =
      List.of(
          "apt",
          "apartment",
          "suite",
          "ste",
          "unit",
          "floor",
          "fl",
          "room",
          "rm",
          "bldg",
          "building",
          "#");

  private static final int LONGEST_UNIT = 6;

  private static final int LONGEST_TOWN = 30;

  private static final int NONE = -1;

  private final String text;
  private final int limit;

  private StreetRest(String text, int limit) {
    this.text = text;
    this.limit = limit;
  }

  /** Where it ends; {@code from} if nothing of it follows. Nothing behind {@code limit} is read. */
  static int end(String text, int from, int limit) {
    StreetRest rest = new StreetRest(text, limit);
    int end = rest.optional('.', from);
    end = rest.direction(end);
    end = rest.unit(end);
    return rest.town(end);
  }

  /** {@code " N."} */
  private int direction(int from) {
    if (at(from) != ' ') {
      return from;
    }
    char first = lower(from + 1);
    boolean alone = "nsew".indexOf(first) >= 0;
    int end = alone && isBoundary(from + 2) ? from + 2 : NONE;
    char second = lower(from + 2);
    if (end == NONE && (first == 'n' || first == 's') && (second == 'e' || second == 'w')) {
      end = isBoundary(from + 3) ? from + 3 : NONE;
    }
    return end == NONE ? from : optional('.', end);
  }

  /** {@code ", Apt. #5b"} */
  private int unit(int from) {
    int start = gap(from);
    if (start == NONE) {
      return from;
    }
    for (String unit : UNITS) {
      int end = start + unit.length();
      if (isAt(start, unit)) {
        int number = number(optional('#', optional(' ', optional('.', end))));
        if (number != NONE) {
          return number;
        }
      }
    }
    return from;
  }

  /** As many letters, digits and hyphens as end with a word. */
  private int number(int from) {
    int end = from;
    while (end - from < LONGEST_UNIT && (isLetter(end) || isDigit(end) || at(end) == '-')) {
      end++;
    }
    while (end > from && isWord(end) != (at(end - 1) == '-')) {
      end--;
    }
    return end > from ? end : NONE;
  }

  /** {@code ", Springfield, IL 62704"}, with the shortest name that a postcode stands behind. */
  private int town(int from) {
    int start = gap(from);
    if (start == NONE || start == limit || !hasCase(text.codePointAt(start))) {
      return from;
    }
    int name = start + Character.charCount(text.codePointAt(start));
    for (int i = 0; i < LONGEST_TOWN && name < limit; i++) {
      int point = text.codePointAt(name);
      if (!Character.isLetter(point) && ".' -".indexOf(point) < 0) {
        return from;
      }
      name += Character.charCount(point);
      int end = afterTown(name);
      if (end != NONE) {
        return end;
      }
    }
    return from;
  }

  /** People write towns in small letters too. */
  private static boolean hasCase(int point) {
    int type = Character.getType(point);
    return type == Character.UPPERCASE_LETTER
        || type == Character.LOWERCASE_LETTER
        || type == Character.TITLECASE_LETTER;
  }

  private int afterTown(int name) {
    int state = gap(name);
    if (state == NONE) {
      return NONE;
    }
    boolean named = isLetter(state) && isLetter(state + 1) && isBoundary(state + 2);
    int end = named ? postcode(beforePostcode(state + 2)) : NONE;
    return end != NONE ? end : postcode(beforePostcode(state));
  }

  private int beforePostcode(int from) {
    return spaces(optional(',', from), 2);
  }

  /** Of the United States, Canada, the United Kingdom. */
  private int postcode(int from) {
    if (isDigit(from)) {
      return zip(from);
    }
    if (!isLetter(from)) {
      return NONE;
    }
    int canada = from + 3 <= limit && fits("A9A", from) ? optional(' ', from + 3) : NONE;
    if (canada != NONE && fits("9A9", canada) && isBoundary(canada + 3)) {
      return canada + 3;
    }
    int digit = isLetter(from + 1) ? from + 2 : from + 1;
    if (!isDigit(digit)) {
      return NONE;
    }
    boolean more = isLetter(digit + 1) || isDigit(digit + 1);
    int end = more ? inward(digit + 2) : NONE;
    return end != NONE ? end : inward(digit + 1);
  }

  private int zip(int from) {
    if (!fits("99999", from)) {
      return NONE;
    }
    if (at(from + 5) == '-' && fits("9999", from + 6) && isBoundary(from + 10)) {
      return from + 10;
    }
    return isBoundary(from + 5) ? from + 5 : NONE;
  }

  /** The second half of a postcode of the United Kingdom. */
  private int inward(int from) {
    int start = optional(' ', from);
    return fits("9AA", start) && isBoundary(start + 3) ? start + 3 : NONE;
  }

  /** 9 a digit, A a letter, in ASCII. */
  private boolean fits(String shape, int from) {
    for (int i = 0; i < shape.length(); i++) {
      if (!(shape.charAt(i) == '9' ? isDigit(from + i) : isLetter(from + i))) {
        return false;
      }
    }
    return true;
  }

  private int optional(char c, int at) {
    return at(at) == c ? at + 1 : at;
  }

  /** Behind a comma or none a space or two. */
  private int gap(int from) {
    int comma = optional(',', from);
    int end = spaces(comma, 2);
    return end == comma ? NONE : end;
  }

  private int spaces(int from, int most) {
    int end = from;
    while (end - from < most && (at(end) == ' ' || (at(end) >= '\t' && at(end) <= '\r'))) {
      end++;
    }
    return end;
  }

  /** Whether what ends here with a letter or digit is a word of its own. */
  private boolean isBoundary(int at) {
    return !isWord(at);
  }

  private boolean isWord(int at) {
    if (at >= limit) {
      return false;
    }
    char c = text.charAt(at);
    if (c < 128) {
      return c == '_' || Character.isLetterOrDigit(c);
    }
    int point = text.codePointAt(at);
    return Character.isLetterOrDigit(point)
        || Character.getType(point) == Character.NON_SPACING_MARK;
  }

  private boolean isLetter(int at) {
    char c = at(at);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private boolean isDigit(int at) {
    return at(at) >= '0' && at(at) <= '9';
  }

  /** Whether {@code word}, in lower case, stands there in any case. */
  private boolean isAt(int start, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (lower(start + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** In ASCII. */
  private char lower(int at) {
    char c = at(at);
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private char at(int i) {
    return i < limit ? text.charAt(i) : 0;
  }
}
