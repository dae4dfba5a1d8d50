package dev.palimpsest.audit.train;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How often every word occurs in the texts. A word is what GPT-2's pre-tokenizer keeps together: a
 * run of letters or of other signs, each with at most one blank before it. Every digit is a word of
 * its own: runs of digits would turn the codes and numbers of the texts into tokens.
 */
final class WordCounts {

  private static final Pattern DIGIT = Pattern.compile("\\p{N}");

  private static final Pattern WORD =
      Pattern.compile(
          "'(?:[sdmt]|ll|ve|re)| ?\\p{L}++| ?[^\\s\\p{L}]++|\\s++$|\\s+(?!\\S)|\\s",
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
    split(special, text, outside -> split(DIGIT, outside, this::addWords));
    Matcher digits = DIGIT.matcher(special.matcher(text).replaceAll(" "));
    while (digits.find()) {
      counts.merge(digits.group(), 1, Integer::sum);
    }
  }

  /** Gives {@code action} what lies between the matches. */
  private static void split(Pattern separator, String text, Consumer<String> action) {
    int start = 0;
    Matcher matcher = separator.matcher(text);
    while (matcher.find()) {
      action.accept(text.substring(start, matcher.start()));
      start = matcher.end();
    }
    action.accept(text.substring(start));
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
