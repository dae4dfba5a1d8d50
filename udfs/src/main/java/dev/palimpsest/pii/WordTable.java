package dev.palimpsest.pii;

import java.util.Locale;
import java.util.Map;

/**
 * Words and what is known of each, as bits. A stretch of text is looked up without a copy of it,
 * letter case aside, by 56 bits of a hash: a look-up touches one place of memory. That a word which
 * is not in the table has the hash of one that is happens once in 10¹¹ words.
 */
final class WordTable {

  /** 2⁶⁴ over the golden ratio. */
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** What is known of a word stands in the low bits of its slot, its hash in the others. */
  private static final long KNOWN = 0xff;

  private final long[] slots;
  private final int shift;

  /**
   * Words in lower case, with one bit or more of eight for each.
   *
   * @throws IllegalArgumentException if two words have one hash
   */
  WordTable(Map<String, Integer> words) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(4, 2L * words.size()) - 1);
    slots = new long[1 << bits];
    shift = Long.SIZE - bits;
    words.forEach(this::add);
  }

  private void add(String word, int known) {
    long hash = hash(word);
    int slot = slot(hash);
    while (slots[slot] != 0) {
      if (isSame(slots[slot], hash)) {
        throw new IllegalArgumentException("two words have one hash; one is " + word);
      }
      slot = (slot + 1) & slots.length - 1;
    }
    slots[slot] = hash & ~KNOWN | known;
  }

  /** The bits of a word; 0 if it is not in the table. */
  int of(String text, int start, int end) {
    long hash = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        return known(hash(folded(text.substring(start, end))));
      }
      hash = (hash ^ lower(c)) * MULTIPLIER;
    }
    return known(mixed(hash));
  }

  private int known(long hash) {
    int slot = slot(hash);
    while (slots[slot] != 0) {
      if (isSame(slots[slot], hash)) {
        return (int) (slots[slot] & KNOWN);
      }
      slot = (slot + 1) & slots.length - 1;
    }
    return 0;
  }

  private static boolean isSame(long slot, long hash) {
    return ((slot ^ hash) & ~KNOWN) == 0;
  }

  /** Outside ASCII, lower case is a matter of whole words. */
  private static String folded(String word) {
    return word.toLowerCase(Locale.ROOT).replace('’', '\'');
  }

  private static long hash(String lower) {
    long hash = 0;
    for (int i = 0; i < lower.length(); i++) {
      hash = (hash ^ lower.charAt(i)) * MULTIPLIER;
    }
    return mixed(hash);
  }

  /** A product leaves its low bits poor. */
  private static long mixed(long hash) {
    return (hash ^ hash >>> 32) * MULTIPLIER;
  }

  private int slot(long hash) {
    return (int) (hash >>> shift);
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
