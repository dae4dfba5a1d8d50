package dev.palimpsest.pii;

/**
 * Which words a long text may hold: as {@link WordFilter}, with bits enough for all of its words.
 * For texts that come back in one conversation after the other, such as system prompts.
 */
final class WordIndex {

  /** Bits for each word, so that few others are taken for one of them. */
  private static final int BITS = 16;

  /** Rules nothing out. */
  private static final WordIndex ALL = new WordIndex(new long[] {-1});

  private final long[] bits;

  private WordIndex(long[] bits) {
    this.bits = bits;
  }

  /** Of one text. Letter case outside ASCII is a matter of whole texts. */
  static WordIndex of(String string) {
    char[] text = string.toCharArray();
    int words = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] >= 128) {
        return ALL;
      }
      words += isWord(text, i) && !isWord(text, i + 1) ? 1 : 0;
    }
    WordIndex index =
        new WordIndex(new long[Integer.highestOneBit(words * BITS + Long.SIZE) / Long.SIZE]);
    int start = 0;
    for (int i = 0; i <= text.length; i++) {
      if (!isWord(text, i)) {
        if (i > start) {
          index.set(hash(text, start, i));
        }
        start = i + 1;
      }
    }
    return index;
  }

  private static boolean isWord(char[] text, int at) {
    return at < text.length && AlnumGroups.isAlnum(text[at]);
  }

  private void set(int hash) {
    bits[hash >>> 6 & bits.length - 1] |= 1L << hash;
  }

  /** False only if no word of the text has this {@link #hash}. */
  boolean mayHave(int hash) {
    return (bits[hash >>> 6 & bits.length - 1] >>> hash & 1) != 0;
  }

  /** Of one word, letter case in ASCII aside. */
  static int hash(char[] text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + (text[i] | 0x20);
    }
    hash *= 0x9e3779b9;
    return hash ^ hash >>> 16;
  }
}
