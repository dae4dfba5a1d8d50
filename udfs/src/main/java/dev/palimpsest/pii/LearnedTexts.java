package dev.palimpsest.pii;

import dev.palimpsest.pii.LearnedForms.Form;
import java.util.ArrayList;
import java.util.BitSet;
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

  private record Match(Form form, int start, int end) {}

  private static final int BUCKETS = 1 << 10;

  private final Map<String, Form> forms = new HashMap<>();

  /** By the first characters, the lengths of the texts that start so. */
  private final Map<Integer, BitSet> lengths = new HashMap<>();

  private final boolean[] starts = new boolean[BUCKETS];

  /** Characters of ASCII that some text starts with, in either case. */
  private final boolean[] first = new boolean[128];

  /** Texts in lower case. */
  LearnedTexts(Map<String, Form> texts) {
    texts.forEach(
        (text, form) -> {
          char c = folded(text.charAt(0));
        if (c < 128) {
          first[c] = true;
          first[Character.toUpperCase(c)] = true;
        }
        int key = key(text, 0, Math.min(2, text.length()));
          starts[bucket(key)] = true;
          lengths.computeIfAbsent(key, unseen -> new BitSet()).set(text.length());
          forms.putIfAbsent(folded(text, 0, text.length()), form);
        });
  }

  private static String folded(String text, int start, int end) {
    StringBuilder folded = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      folded.append(folded(text.charAt(i)));
    }
    return folded.toString();
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
    List<Match> matches = new ArrayList<>(0);
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!inWord && (c >= 128 || first[c])) {
        collect(text, i, key(text, i, 1), matches);
        if (i + 1 < text.length()) {
          collect(text, i, key(text, i, 2), matches);
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

  private void collect(String text, int start, int key, List<Match> matches) {
    if (!starts[bucket(key)]) {
      return;
    }
    BitSet possible = lengths.get(key);
    if (possible == null) {
      return;
    }
    int length = possible.nextSetBit(0);
    while (length > 0 && start + length <= text.length()) {
      Form form = forms.get(folded(text, start, start + length));
      if (form != null) {
        matches.add(new Match(form, start, start + length));
      }
      length = possible.nextSetBit(length + 1);
    }
  }
}
