package dev.palimpsest.text;

/**
 * Turns UTF-16 offsets of one text into code point offsets. Offsets are asked for in any order;
 * asking in ascending order costs one pass over the text in all.
 */
public final class CodePoints {

  private final String text;
  private int unit;
  private int point;

  public CodePoints(String text) {
    this.text = text;
  }

  /** Code points before UTF-16 offset {@code offset}. */
  public int of(int offset) {
    if (offset < unit) {
      unit = 0;
      point = 0;
    }
    point += text.codePointCount(unit, offset);
    unit = offset;
    return point;
  }
}
