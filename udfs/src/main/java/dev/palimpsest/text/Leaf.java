package dev.palimpsest.text;

/**
 * A string, key or number that a reader of the conversation sees, with all JSON encoding undone.
 * Offsets are UTF-16 units of {@link #text}.
 */
public final class Leaf {

  /** What a leaf is in the JSON around it. */
  public enum Kind {
    /** A string, or a text that is no JSON. */
    TEXT,
    /** The key of an object. */
    KEY,
    NUMBER
  }

  private final Slot slot;
  private final Kind kind;
  private final Place place;
  private final String text;
  private final OffsetMap offsets;
  private final int layers;

  Leaf(Slot slot, Kind kind, Place place, String text, OffsetMap offsets, int layers) {
    this.slot = slot;
    this.kind = kind;
    this.place = place;
    this.text = text;
    this.offsets = offsets;
    this.layers = layers;
  }

  /** The string of the conversation that holds this leaf. */
  public Slot slot() {
    return slot;
  }

  public Kind kind() {
    return kind;
  }

  public Place place() {
    return place;
  }

  public String text() {
    return text;
  }

  /** How often the text is encoded as a JSON string; 0 for a text that is no JSON. */
  public int layers() {
    return layers;
  }

  /** Some of the text as a leaf of its own, in the same place. */
  public Leaf part(int start, int end) {
    OffsetMap shifted = new OffsetMap.Builder().build(start, offsets);
    return new Leaf(slot, kind, place, text.substring(start, end), shifted, layers);
  }

  /**
   * Another text in the same place, to ask what it would be there. It is no part of the
   * conversation: its offsets lead nowhere.
   */
  public Leaf withText(String other) {
    return new Leaf(slot, kind, place, other, OffsetMap.IDENTITY, layers);
  }

  /** A boundary between characters of this leaf as an offset of the slot's text. */
  public int outermost(int offset) {
    return offsets.outermost(offset);
  }

  /**
   * The change to the slot's text that puts {@code replacement} in place of a part of this leaf,
   * encoded as the leaf is.
   */
  public Edit edit(int start, int end, String replacement) {
    String encoded = replacement;
    for (int layer = kind == Kind.NUMBER ? 1 : 0; layer < layers; layer++) {
      encoded = JsonStrings.escape(encoded);
    }
    return new Edit(outermost(start), outermost(end), encoded);
  }

  /** Carries no text. */
  @Override
  public String toString() {
    return "Leaf[" + place + ", " + text.length() + " chars]";
  }
}
