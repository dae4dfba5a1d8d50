package dev.palimpsest.pii;

/**
 * {@link KnownWords} of one text: several scanners ask about the same words, and the table is too
 * big for a near cache. Of two words that want the same slot the later one is kept.
 */
final class WordMemory {

  private static final int SLOTS = 1 << 8;

  /** Start and end of the word in the slot, and the text that it is of. */
  private final long[] places = new long[SLOTS];

  private final int[] texts = new int[SLOTS];
  private final byte[] known = new byte[SLOTS];
  private int text;

  /** Forgets the words of the last text. */
  void clear() {
    text++;
  }

  int of(String string, int start, int end) {
    int slot = start & SLOTS - 1;
    long place = (long) start << Integer.SIZE | end;
    if (places[slot] != place || texts[slot] != text) {
      places[slot] = place;
      texts[slot] = text;
      known[slot] = (byte) KnownWords.of(string, start, end);
    }
    return known[slot];
  }
}
