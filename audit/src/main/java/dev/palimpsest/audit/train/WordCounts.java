package dev.palimpsest.audit.train;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How often every word occurs in the texts. A word is what GPT-2's pre-tokenizer keeps together: a
 * run of letters, of digits or of other signs, each with at most one blank before it.
 */
final class WordCounts {

  private static final Pattern WORD =
      Pattern.compile(
          "'(?:[sdmt]|ll|ve|re)| ?\\p{L}++| ?\\p{N}++| ?[^\\s\\p{L}\\p{N}]++|\\s++$|\\s+(?!\\S)|\\s",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final SortedMap<String, Integer> counts = new TreeMap<>();
  private final Pattern special;

  /**
   * @param specialTokens texts that are one token wherever they occur, and so part of no word
   */
  WordCounts(List<String> specialTokens) {
    this.special =
        Pattern.compile(
            specialTokens.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
  }

  void add(String text) {
    int start = 0;
    Matcher matcher = special.matcher(text);
    while (matcher.find()) {
      addWords(text.substring(start, matcher.start()));
      start = matcher.end();
    }
    addWords(text.substring(start));
  }

  private void addWords(String text) {
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      counts.merge(matcher.group(), 1, Integer::sum);
    }
  }

  /** Words in the order of their characters, and how often each occurs. */
  SortedMap<String, Integer> counts() {
    return counts;
  }
}
