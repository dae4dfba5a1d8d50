package dev.palimpsest.pii;

import java.util.List;

/**
 * House number and name of a street, in front of the kind of street: {@code 12a Old Mill}, {@code 5
 * N. 42nd}, {@code 7/3, de la Cruz}.
 */
final class StreetName {

  private static final int MOST_DIGITS = 6;

  /** Of the second number in {@code 12-14}. */
  private static final int MOST_MORE_DIGITS = 4;

  private static final int MOST_WORDS = 4;

  private static final int MOST_ORDINAL_DIGITS = 3;

  private static final WordSet DIRECTIONS =
      new WordSet(List.of("n", "s", "e", "w", "ne", "nw", "se", "sw"));

  private static final List<String> LONG_DIRECTIONS = List.of("North", "South", "East", "West");

  private static final List<String> PARTICLES = List.of("de", "la", "of", "van", "der");

  private StreetName() {}

  /**
   * Where the name starts; −1 if not all of the text between {@code from} and {@code kind} is a
   * number, one to four words (one more if the first is a direction) and the space behind each.
   */
  static int start(String text, int from, int kind) {
    int name = afterNumber(text, from, kind);
    int words = 0;
    int most = MOST_WORDS;
    int i = name;
    while (i >= 0 && i < kind) {
      int end = text.indexOf(' ', i);
      if (end >= kind || !isWord(text, i, end)) {
        return -1;
      }
      most += words == 0 && isDirection(text, i, end) ? 1 : 0;
      words++;
      i = end + 1;
    }
    return words > 0 && words <= most ? name : -1;
  }

  /** Behind a house number and a space; −1 if something else stands there. */
  private static int afterNumber(String text, int from, int kind) {
    int i = digits(text, from, kind);
    if (i == from || i - from > MOST_DIGITS || i == kind) {
      return -1;
    }
    char c = text.charAt(i);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      i++;
    } else if (c == '-' || c == '/') {
      int end = digits(text, i + 1, kind);
      if (end == i + 1 || end - i - 1 > MOST_MORE_DIGITS) {
        return -1;
      }
      i = end;
    }
    if (i < kind && text.charAt(i) == ',') {
      i++;
    }
    return i < kind && text.charAt(i) == ' ' ? i + 1 : -1;
  }

  private static int digits(String text, int from, int to) {
    int i = from;
    while (i < to && DateText.isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isWord(String text, int start, int end) {
    if (end <= start) {
      return false;
    }
    if (Character.getType(text.codePointAt(start)) == Character.UPPERCASE_LETTER) {
      return isNameToEnd(text, start, end);
    }
    return isOrdinal(text, start, end) || isParticle(text, start, end);
  }

  private static boolean isNameToEnd(String text, int start, int end) {
    int i = start;
    while (i < end) {
      int point = text.codePointAt(i);
      if (!Character.isLetter(point) && "'’.-".indexOf(point) < 0) {
        return false;
      }
      i += Character.charCount(point);
    }
    return true;
  }

  private static boolean isOrdinal(String text, int start, int end) {
    int digits = digits(text, start, end);
    boolean few = digits > start && digits - start <= MOST_ORDINAL_DIGITS;
    return few
        && end - digits == 2
        && (text.startsWith("st", digits)
            || text.startsWith("nd", digits)
            || text.startsWith("rd", digits)
            || text.startsWith("th", digits));
  }

  private static boolean isParticle(String text, int start, int end) {
    for (String particle : PARTICLES) {
      if (particle.length() == end - start && text.startsWith(particle, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDirection(String text, int start, int end) {
    int word = text.charAt(end - 1) == '.' ? end - 1 : end;
    boolean capitals = word - start <= 2 && CharacterKinds.isUpper(text.charAt(word - 1));
    if (capitals && DIRECTIONS.contains(text, start, word)) {
      return true;
    }
    for (String direction : LONG_DIRECTIONS) {
      if (direction.length() == word - start && text.startsWith(direction, start)) {
        return true;
      }
    }
    return false;
  }
}
