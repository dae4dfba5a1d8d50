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

  private static final List<Match> NONE = List.of();

  private static final int FEWEST_SLOTS = 64;

  private static final int PAIRS = 1 << 12;

  /** By the hash of the whole text. */
  private @Nullable Entry[] entries = new Entry[FEWEST_SLOTS];

  private int size;

  /** By the first two characters: how long the texts are that start so, ascending. */
  private int[] @Nullable [] lengths = new int[FEWEST_SLOTS][];

  /** A bit for each {@link #pair} of first characters in ASCII, or for four of them. */
  private final long[] pairs = new long[PAIRS / Long.SIZE];

  private final Map<Character, Form> singles = new HashMap<>(0);

  private int shortest = Integer.MAX_VALUE;

  /** The {@link WordFilter} of all of them. */
  private long words;

  /** The {@link WordIndex#hash} of the first word of each. */
  private final Places firstWords = new Places();

  boolean isEmpty() {
    return size == 0 && singles.isEmpty();
  }

  /** Length of the shortest text: a leaf that is shorter holds none. */
  int shortest() {
    return shortest;
  }

  /** Whether a text with this {@link WordFilter} may hold any as words of its own. */
  boolean mayBeIn(long wordsOfText) {
    return WordFilter.mayHave(wordsOfText, words);
  }

  /** A text of one character and more, if it is not there. */
  void add(String text, Form form) {
    add(folded(text), form);
  }

  /** As the other, of a text that is {@link #folded}. */
  void add(char[] text, Form form) {
    if (text.length == 1) {
      singles.putIfAbsent(text[0], form);
    } else {
      int hash = hash(text);
      for (Entry entry = entries[chain(hash)]; entry != null; entry = entry.next()) {
        if (Arrays.equals(entry.text(), text)) {
          return;
        }
      }
      if (++size > entries.length / 2) {
        grow();
      }
      enter(text, form, hash);
      addPair(text[0], text[1]);
    }
    words |= WordFilter.of(text);
    int start = WordFilter.wordStart(text);
    int first = WordIndex.hash(text, start, WordFilter.wordEnd(text, start));
    if (firstWords.size() == 0 || firstWords.at(firstWords.size() - 1) != first) {
      firstWords.add(first);
    }
    shortest = Math.min(shortest, text.length);
  }

  /** Whether a text with these words may hold any as words of its own; null rules nothing out. */
  boolean mayBeIn(@Nullable WordIndex index) {
    if (index == null || words == WordFilter.ALL) {
      return true;
    }
    for (int i = 0; i < firstWords.size(); i++) {
      if (index.mayHave(firstWords.at(i))) {
        return true;
      }
    }
    return false;
  }

  private void enter(char[] text, Form form, int hash) {
    int chain = chain(hash);
    entries[chain] = new Entry(text, form, entries[chain]);
    int bucket = bucket(text[0], text[1]);
    int[] known = lengths[bucket];
    int place = known == null ? -1 : Arrays.binarySearch(known, text.length);
    if (known == null) {
      lengths[bucket] = new int[] {text.length};
    } else if (place < 0) {
      int[] more = Arrays.copyOf(known, known.length + 1);
      System.arraycopy(known, -place - 1, more, -place, known.length + place + 1);
      more[-place - 1] = text.length;
      lengths[bucket] = more;
    }
  }

  private void grow() {
    Entry[] all = entries;
    entries = new Entry[4 * all.length];
    lengths = new int[entries.length][];
    for (Entry first : all) {
      for (Entry entry = first; entry != null; entry = entry.next()) {
        enter(entry.text(), entry.form(), hash(entry.text()));
      }
    }
  }

  /** A pair in either case. */
  private void addPair(char first, char second) {
    if ((first | second) >= 128) {
      return;
    }
    char upperFirst = Character.toUpperCase(first);
    char upperSecond = Character.toUpperCase(second);
    set(pair(first, second));
    set(pair(first, upperSecond));
    set(pair(upperFirst, second));
    set(pair(upperFirst, upperSecond));
  }

  private static int pair(char first, char second) {
    return (first << 5 ^ second) & PAIRS - 1;
  }

  private void set(int pair) {
    pairs[pair >>> 6] |= 1L << pair;
  }

  private static int hash(char[] folded) {
    int hash = 0;
    for (char c : folded) {
      hash = 31 * hash + c;
    }
    return hash;
  }

  private int chain(int hash) {
    return (hash ^ hash >>> 15) & entries.length - 1;
  }

  /** Upper and lower case taken for the same. */
  static char[] folded(String text) {
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
   * Every occurrence that no word goes on before or behind, by ascending end, longest first.
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
        ? (pairs[pair(first, second) >>> 6] >>> pair(first, second) & 1) != 0
        : lengths[bucket(text, start)] != null;
  }

  private int bucket(char[] text, int start) {
    return bucket(folded(text[start]), folded(text[start + 1]));
  }

  private void collect(char[] text, int start, int length, List<Match> matches) {
    Form single = singles.isEmpty() ? null : singles.get(folded(text[start]));
    if (single != null && isWordEnd(text, start + 1, length)) {
      matches.add(new Match(single, start, start + 1));
    }
    if (start + 1 == length) {
      return;
    }
    int[] sizes = lengths[bucket(text, start)];
    if (sizes == null) {
      return;
    }
    int hash = 0;
    int at = start;
    for (int size : sizes) {
      if (size > length - start) {
        return;
      }
      if (!isWordEnd(text, start + size, length)) {
        continue;
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

  private static boolean isWordEnd(char[] text, int end, int length) {
    return end == length || (CharacterKinds.of(text[end]) & CharacterKinds.WORD) == 0;
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
