package dev.palimpsest.audit.chat;

/**
 * A part of a text, in code points.
 *
 * @param start inclusive
 * @param end exclusive
 */
public record CharacterRange(int start, int end) {
  public CharacterRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "a range needs 0 <= start <= end. Provided values: " + start + ", " + end);
    }
  }
}
