package dev.palimpsest.pii;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words that a sentence may hold without naming anyone, from {@code common-words.txt}: words that
 * technical documentation writes in lower case at least half of the time, and everyday words that
 * are names too. Those of {@code name-words.txt} among them are names often enough to be one beside
 * another name.
 */
final class CommonWords {

  private static final Set<String> WORDS = read("common-words.txt");
  private static final Set<String> NAMES = read("name-words.txt");

  private CommonWords() {}

  static boolean contains(String word) {
    return WORDS.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a common word is a name of people too. */
  static boolean isName(String word) {
    return NAMES.contains(word.toLowerCase(Locale.ROOT));
  }

  private static Set<String> read(String resource) {
    InputStream words = CommonWords.class.getResourceAsStream(resource);
    if (words == null) {
      throw new IllegalStateException(resource + " is missing beside CommonWords.class");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8))) {
      return lines.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
