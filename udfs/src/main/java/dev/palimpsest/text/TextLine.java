package dev.palimpsest.text;

/**
 * One line of a JSON Lines file of texts, {@code {"id": …, "text": …}}.
 *
 * @param id the id as JSON, a string or a number
 * @param text what it stands for
 */
public record TextLine(String id, String text) {

  /** Carries no text. */
  @Override
  public String toString() {
    return "TextLine[" + text.length() + " chars]";
  }
}
