package dev.palimpsest.audit.train;

/**
 * A part of a text, in code points.
 *
 * @param start inclusive
 * @param end exclusive
 */
public record TextRange(int start, int end) {

  public TextRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "a range must have 0 <= start <= end. Provided values: " + start + ", " + end);
    }
  }

  /** Whether a token at [{@code tokenStart}, {@code tokenEnd}) has a character in this range. */
  public boolean touches(int tokenStart, int tokenEnd) {
    return tokenStart < end && start < tokenEnd;
  }
}
