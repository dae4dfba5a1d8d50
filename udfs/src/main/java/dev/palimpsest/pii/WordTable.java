package dev.palimpsest.pii;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words and what is known of each, as bits. A stretch of text is looked up without a copy of it,
 * letter case aside; all that is known of it costs one look-up.
 */
final class WordTable {

  private final @Nullable String[] table;

  /** Hash of the word in the slot: most words that are in no slot need not be compared. */
  private final int[] hashes;

  /** What is known of the word in the slot. */
  private final byte[] bits;

  private final int mask;

  /** Words in lower case, with one bit or more of eight for each. */
  WordTable(Map<String, Integer> words) {
    int capacity = Integer.highestOneBit(Math.max(4, words.size())) * 4;
    table = new String[capacity];
    hashes = new int[capacity];
    bits = new byte[capacity];
    mask = capacity - 1;
    words.forEach(this::add);
  }

  private void add(String word, int known) {
    int slot = slot(word.hashCode());
    while (table[slot] != null) {
      slot = (slot + 1) & mask;
    }
    table[slot] = word;
    hashes[slot] = word.hashCode();
    bits[slot] = (byte) known;
  }

  /** The bits of a word; 0 if it is not in the table. */
  int of(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        return ofFolded(text.substring(start, end));
      }
      hash = 31 * hash + lower(c);
    }
    for (int slot = slot(hash); ; slot = (slot + 1) & mask) {
      if (hashes[slot] != hash) {
        if (hashes[slot] == 0 && table[slot] == null) {
          return 0;
        }
        continue;
      }
      String word = table[slot];
      if (word == null) {
        return 0;
      }
      if (word.length() == end - start && equal(word, text, start)) {
        return bits[slot] & 0xff;
      }
    }
  }

  /** Outside ASCII, lower case is a matter of whole words. */
  private int ofFolded(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
    for (int slot = slot(lower.hashCode()); ; slot = (slot + 1) & mask) {
      String known = table[slot];
      if (known == null) {
        return 0;
      }
      if (known.equals(lower)) {
        return bits[slot] & 0xff;
      }
    }
  }

  private static boolean equal(String word, String text, int start) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) != lower(text.charAt(start + i))) {
        return false;
      }
    }
    return true;
  }

  private int slot(int hash) {
    return (hash ^ hash >>> 15) & mask;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
