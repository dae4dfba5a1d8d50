package dev.palimpsest.pii;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words of which a stretch of text may be one, letter case aside. Asked with offsets, so that most
 * of a text is looked up without a copy of any of it.
 */
final class WordSet {

  private final WordTable table;

  /** Words in lower case. */
  WordSet(Collection<String> words) {
    Map<String, Integer> bits = new HashMap<>();
    words.forEach(word -> bits.put(word, 1));
    table = new WordTable(bits);
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
    return table.of(text, start, end) != 0;
  }
}
