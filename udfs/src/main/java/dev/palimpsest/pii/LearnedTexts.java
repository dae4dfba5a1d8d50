package dev.palimpsest.pii;

import dev.palimpsest.pii.LearnedForms.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the few texts that one conversation gave away, as whole words. An automaton would cost more
 * to build than most conversations take to scan; two characters tell nearly all words apart.
 */
final class LearnedTexts {

  /** What is told of each occurrence. */
  interface Sink {
    void found(Form form, int start, int end);
  }

  private record Match(Form form, int start, int end) {}

  /** A text with upper and lower case taken for the same, and the next one in its bucket. */
  private record Entry(char[] text, Form form, @Nullable Entry next) {}

  /** By the first two characters of the text. */
  private final @Nullable Entry[] buckets;

  /** Characters of ASCII that some text starts with, in either case. */
  private final boolean[] first = new boolean[128];

  private final Map<Character, Form> singles = new HashMap<>(0);

  /** Texts in lower case. */
  LearnedTexts(Map<String, Form> texts) {
    buckets = new Entry[Integer.highestOneBit(Math.max(16, texts.size())) * 4];
    Set<String> known = new HashSet<>();
    texts.forEach(
        (text, form) -> {
          char[] folded = folded(text);
          if (known.add(new String(folded))) {
            add(folded, form);
          }
        });
  }

  private void add(char[] text, Form form) {
    if (text[0] < 128) {
      first[text[0]] = true;
      first[Character.toUpperCase(text[0])] = true;
    }
    if (text.length == 1) {
      singles.put(text[0], form);
      return;
    }
    int bucket = bucket(text[0], text[1]);
    buckets[bucket] = new Entry(text, form, buckets[bucket]);
  }

  private static char[] folded(String text) {
    char[] folded = text.toCharArray();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = folded(folded[i]);
    }
    return folded;
  }

  private int bucket(char first, char second) {
    int key = 31 * first + second;
    return (key ^ key >>> 9) & buckets.length - 1;
  }

  private static char folded(char c) {
    return c < 128
        ? c >= 'A' && c <= 'Z' ? (char) (c + 32) : c
        : Character.toLowerCase(Character.toUpperCase(c));
  }

  /** Reports every occurrence that no word goes on before, by ascending end, longest first. */
  void scan(String text, Sink sink) {
    List<Match> matches = new ArrayList<>(0);
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!inWord && (c >= 128 || first[c])) {
        Form single = singles.isEmpty() ? null : singles.get(folded(c));
        if (single != null) {
          matches.add(new Match(single, i, i + 1));
        }
        if (i + 1 < text.length()) {
          collect(text, i, bucket(folded(c), folded(text.charAt(i + 1))), matches);
        }
      }
      inWord = (CharacterKinds.of(c) & CharacterKinds.WORD) != 0;
    }
    if (matches.isEmpty()) {
      return;
    }
    matches.sort(Comparator.comparingInt(Match::end).thenComparingInt(Match::start));
    matches.forEach(match -> sink.found(match.form(), match.start(), match.end()));
  }

  private void collect(String text, int start, int bucket, List<Match> matches) {
    for (Entry entry = buckets[bucket]; entry != null; entry = entry.next()) {
      if (matches(entry.text(), text, start)) {
        matches.add(new Match(entry.form(), start, start + entry.text().length));
      }
    }
  }

  private static boolean matches(char[] folded, String text, int start) {
    if (folded.length > text.length() - start) {
      return false;
    }
    for (int i = 0; i < folded.length; i++) {
      if (folded[i] != folded(text.charAt(start + i))) {
        return false;
      }
    }
    return true;
  }
}
