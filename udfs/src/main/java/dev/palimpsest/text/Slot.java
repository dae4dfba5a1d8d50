package dev.palimpsest.text;

/**
 * One string of a conversation, as it stands there: the outermost text that offsets count in.
 *
 * @param field what it is
 * @param place where it is
 * @param text the string
 */
public record Slot(Field field, Place place, String text) {

  /** A text of its own, outside a conversation; its path is {@code text}. */
  public static Slot plain(String text) {
    return new Slot(Field.PLAIN, Place.field("text"), text);
  }

  /** Carries no text. */
  @Override
  public String toString() {
    return "Slot[" + field + ", " + text.length() + " chars]";
  }
}
