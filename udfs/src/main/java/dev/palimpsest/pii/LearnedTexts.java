package dev.palimpsest.pii;

import dev.palimpsest.pii.LearnedForms.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the few texts that one conversation gave away, as whole words. An automaton would cost more
 * to build than most conversations take to scan; two characters tell nearly all words apart.
 */
final class LearnedTexts {

  /** What is told of each occurrence. */
  interface Sink {
    void found(Form form, int start, int end);
  }

  private record Entry(String text, Form form) {}

  private record Match(Form form, int start, int end) {}

  private static final int BUCKETS = 1 << 10;

  private final Map<Integer, List<Entry>> entries = new HashMap<>();
  private final boolean[] starts = new boolean[BUCKETS];

  /** Texts in lower case. */
  LearnedTexts(Map<String, Form> texts) {
    texts.forEach(
        (text, form) -> {
          int key = key(text, 0, Math.min(2, text.length()));
          starts[bucket(key)] = true;
          entries.computeIfAbsent(key, unseen -> new ArrayList<>()).add(new Entry(text, form));
        });
  }

  /** Of the first two characters, or of one where there is no other. */
  private static int key(String text, int at, int length) {
    return folded(text.charAt(at)) | (length == 1 ? 0 : folded(text.charAt(at + 1)) << 16);
  }

  private static int bucket(int key) {
    return (key ^ key >>> 11) & BUCKETS - 1;
  }

  private static char folded(char c) {
    return c < 128
        ? c >= 'A' && c <= 'Z' ? (char) (c + 32) : c
        : Character.toLowerCase(Character.toUpperCase(c));
  }

  /** Reports every occurrence that no word goes on before, by ascending end, longest first. */
  void scan(String text, Sink sink) {
    List<Match> matches = new ArrayList<>();
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      if (!inWord) {
        collect(text, i, key(text, i, 1), matches);
        if (i + 1 < text.length()) {
          collect(text, i, key(text, i, 2), matches);
        }
      }
      char c = text.charAt(i);
      inWord = c == '_' || Character.isLetterOrDigit(c);
    }
    matches.sort(Comparator.comparingInt(Match::end).thenComparingInt(Match::start));
    matches.forEach(match -> sink.found(match.form(), match.start(), match.end()));
  }

  private void collect(String text, int start, int key, List<Match> matches) {
    if (!starts[bucket(key)]) {
      return;
    }
    for (Entry entry : entries.getOrDefault(key, List.of())) {
      int length = entry.text().length();
      if (text.regionMatches(true, start, entry.text(), 0, length)) {
        matches.add(new Match(entry.form(), start, start + length));
      }
    }
  }
}
