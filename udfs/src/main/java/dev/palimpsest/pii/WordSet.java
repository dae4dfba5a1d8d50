package dev.palimpsest.pii;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Words of which a stretch of text may be one, letter case aside. A hash table that is asked with
 * offsets, so that most of a text is looked up without a copy of any of it.
 */
final class WordSet {

  private final @Nullable String[] table;

  /** Hash of the word in the slot: most words that are in no slot need not be compared. */
  private final int[] hashes;

  private final int mask;

  /** Words in lower case. */
  WordSet(Collection<String> words) {
    int capacity = Integer.highestOneBit(Math.max(4, words.size())) * 4;
    table = new String[capacity];
    hashes = new int[capacity];
    mask = capacity - 1;
    for (String word : words) {
      int slot = slot(word.hashCode());
      while (table[slot] != null && !word.equals(table[slot])) {
        slot = (slot + 1) & mask;
      }
      table[slot] = word;
      hashes[slot] = word.hashCode();
    }
  }

  /** The lines of a file beside this class. */
  static List<String> read(String resource) {
    InputStream words = WordSet.class.getResourceAsStream(resource);
    if (words == null) {
      throw new IllegalStateException(resource + " is missing beside WordSet.class");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8))) {
      List<String> all = new ArrayList<>();
      lines.lines().forEach(all::add);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  boolean contains(String word) {
    return contains(word, 0, word.length());
  }

  boolean contains(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        return containsFolded(text.substring(start, end));
      }
      hash = 31 * hash + lower(c);
    }
    for (int slot = slot(hash); ; slot = (slot + 1) & mask) {
      if (hashes[slot] != hash) {
        if (hashes[slot] == 0 && table[slot] == null) {
          return false;
        }
        continue;
      }
      String word = table[slot];
      if (word == null) {
        return false;
      }
      if (word.length() == end - start && equal(word, text, start)) {
        return true;
      }
    }
  }

  /** Outside ASCII, lower case is a matter of whole words. */
  private boolean containsFolded(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
    for (int slot = slot(lower.hashCode()); ; slot = (slot + 1) & mask) {
      String known = table[slot];
      if (known == null || known.equals(lower)) {
        return known != null;
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
