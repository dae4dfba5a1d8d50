package dev.palimpsest.pii;

import dev.palimpsest.pii.LearnedForms.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the few texts that one conversation gave away, as whole words. An automaton would cost more
 * to build than most conversations take to scan; two characters tell nearly all words apart.
 */
final class LearnedTexts {

  /** One occurrence. */
  record Match(Form form, int start, int end) {}

  /** A text with upper and lower case taken for the same, and the next one in its chain. */
  private record Entry(char[] text, Form form, @Nullable Entry next) {}

  private static final int[] NO_LENGTHS = {};

  private static final List<Match> NONE = List.of();

  /** By the hash of the whole text. */
  private final @Nullable Entry[] entries;

  /** By the first two characters: how long the texts are that start so, ascending. */
  private final int[][] lengths;

  /** For each first character in ASCII, a bit for each second one, 64 in a number. */
  private final long[] pairs = new long[2 * 128];

  private final Map<Character, Form> singles = new HashMap<>(0);

  private int shortest = Integer.MAX_VALUE;

  /** The {@link WordFilter} of all of them. */
  private long words;

  /** Texts in lower case. */
  LearnedTexts(Map<String, Form> texts) {
    int size = Integer.highestOneBit(Math.max(16, texts.size())) * 4;
    entries = new Entry[size];
    lengths = new int[size][];
    Arrays.fill(lengths, NO_LENGTHS);
    texts.forEach((text, form) -> add(folded(text), form));
  }

  /** Length of the shortest text: a leaf that is shorter holds none. */
  int shortest() {
    return shortest;
  }

  /** Whether a text with this {@link WordFilter} may hold any as words of its own. */
  boolean mayBeIn(long wordsOfText) {
    return WordFilter.mayHave(wordsOfText, words);
  }

  private void add(char[] text, Form form) {
    words |= WordFilter.of(text);
    shortest = Math.min(shortest, text.length);
    if (text.length == 1) {
      singles.putIfAbsent(text[0], form);
      return;
    }
    int chain = chain(hash(text, text.length));
    for (Entry entry = entries[chain]; entry != null; entry = entry.next()) {
      if (Arrays.equals(entry.text(), text)) {
        return;
      }
    }
    entries[chain] = new Entry(text, form, entries[chain]);
    addPair(text[0], text[1]);
    int bucket = bucket(text[0], text[1]);
    int place = Arrays.binarySearch(lengths[bucket], text.length);
    if (place < 0) {
      int[] more = Arrays.copyOf(lengths[bucket], lengths[bucket].length + 1);
      more[more.length - 1] = text.length;
      Arrays.sort(more);
      lengths[bucket] = more;
    }
  }

  /** A pair in either case. */
  private void addPair(char first, char second) {
    if ((first | second) >= 128) {
      return;
    }
    char[] firsts = {first, Character.toUpperCase(first)};
    char[] seconds = {second, Character.toUpperCase(second)};
    for (char one : firsts) {
      for (char other : seconds) {
        pairs[one << 1 | other >> 6] |= 1L << other;
      }
    }
  }

  private static int hash(char[] folded, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + folded[i];
    }
    return hash;
  }

  private int chain(int hash) {
    return (hash ^ hash >>> 15) & entries.length - 1;
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
    return (key ^ key >>> 9) & lengths.length - 1;
  }

  private static char folded(char c) {
    return c < 128
        ? c >= 'A' && c <= 'Z' ? (char) (c + 32) : c
        : Character.toLowerCase(Character.toUpperCase(c));
  }

  /**
   * Every occurrence that no word goes on before, by ascending end, longest first.
   *
   * @param text in its first {@code length} characters
   */
  List<Match> find(char[] text, int length) {
    List<Match> matches = NONE;
    boolean inWord = false;
    for (int i = 0; i < length; i++) {
      char c = text[i];
      if (!inWord && mayStart(text, i, length)) {
        if (matches.isEmpty()) {
          matches = new ArrayList<>();
        }
        collect(text, i, length, matches);
      }
      inWord = (CharacterKinds.of(c) & CharacterKinds.WORD) != 0;
    }
    if (matches.size() > 1) {
      matches.sort(Comparator.comparingInt(Match::end).thenComparingInt(Match::start));
    }
    return matches;
  }

  private boolean mayStart(char[] text, int start, int length) {
    if (!singles.isEmpty() || start + 1 == length) {
      return !singles.isEmpty();
    }
    char first = text[start];
    char second = text[start + 1];
    return (first | second) < 128
        ? (pairs[first << 1 | second >> 6] >>> second & 1) != 0
        : lengths[bucket(text, start)].length > 0;
  }

  private int bucket(char[] text, int start) {
    return bucket(folded(text[start]), folded(text[start + 1]));
  }

  private void collect(char[] text, int start, int length, List<Match> matches) {
    Form single = singles.get(folded(text[start]));
    if (single != null) {
      matches.add(new Match(single, start, start + 1));
    }
    if (start + 1 == length) {
      return;
    }
    int hash = 0;
    int at = start;
    for (int size : lengths[bucket(text, start)]) {
      if (size > length - start) {
        return;
      }
      while (at < start + size) {
        hash = 31 * hash + folded(text[at++]);
      }
      for (Entry entry = entries[chain(hash)]; entry != null; entry = entry.next()) {
        if (entry.text().length == size && matches(entry.text(), text, start, length)) {
          matches.add(new Match(entry.form(), start, at));
        }
      }
    }
  }

  private static boolean matches(char[] folded, char[] text, int start, int length) {
    if (folded.length > length - start) {
      return false;
    }
    for (int i = 0; i < folded.length; i++) {
      if (folded[i] != folded(text[start + i])) {
        return false;
      }
    }
    return true;
  }
}
