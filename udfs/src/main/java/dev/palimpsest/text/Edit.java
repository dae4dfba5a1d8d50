package dev.palimpsest.text;

import java.util.List;

/**
 * A part of a text and what takes its place.
 *
 * @param start first UTF-16 unit, inclusive
 * @param end last, exclusive
 * @param replacement already encoded as its surroundings ask
 */
public record Edit(int start, int end, String replacement) {

  public Edit {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "an edit needs 0 <= start <= end. Provided: [" + start + ", " + end + ")");
    }
  }

  /**
   * {@code text} with all edits done; what lies between them is not touched.
   *
   * @param edits in ascending order, none overlapping another
   */
  public static String apply(String text, List<Edit> edits) {
    if (edits.isEmpty()) {
      return text;
    }
    StringBuilder edited = new StringBuilder(text.length());
    int done = 0;
    for (Edit edit : edits) {
      if (edit.start < done || edit.end > text.length()) {
        throw new IllegalArgumentException(
            "edits must be in order and inside the text. Provided: ["
                + edit.start
                + ", "
                + edit.end
                + ") after "
                + done
                + " in "
                + text.length());
      }
      edited.append(text, done, edit.start).append(edit.replacement);
      done = edit.end;
    }
    return edited.append(text, done, text.length()).toString();
  }

  /** Carries no text. */
  @Override
  public String toString() {
    return "Edit[" + start + ", " + end + ")";
  }
}
