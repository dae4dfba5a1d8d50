package dev.palimpsest.pii.check;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * Some positions of a value, written {@code 2-9} or {@code 4}; counted from 1, both ends inside.
 *
 * @param first the first of them
 * @param last the last of them
 */
record Part(int first, int last) {

  Part {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException(
          "positions are written FIRST-LAST and count from 1. Provided: " + first + "-" + last);
    }
  }

  @JsonCreator
  static Part of(String text) {
    int dash = text.indexOf('-');
    try {
      int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
      return new Part(first, dash < 0 ? first : Integer.parseInt(text.substring(dash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "positions are written FIRST-LAST and count from 1. Provided: " + text, e);
    }
  }

  boolean fits(String value) {
    return last <= value.length();
  }

  String in(CharSequence value) {
    return value.subSequence(first - 1, last).toString();
  }
}
