package dev.palimpsest.pii;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which words a text may hold, in 64 bits (Bloom, "Space/time trade-offs in hash coding", CACM
 * 13/7, 1970, with one hash): most short texts need not be searched for a word that their bits rule
 * out. Words are the groups of letters and digits of {@link Signs}; a filter may say of a word that
 * is not there that it may be, and never the other way round.
 */
final class WordFilter {

  /** Rules nothing out. */
  static final long ALL = -1L;

  /** A text of more words has most bits set. */
  private static final int MOST_WORDS = 64;

  /** Set where a date may start. */
  private static final long DATE = 1L << 63;

  /** The bits for words are those below {@link #DATE}. */
  private static final int WORD_BITS = 63;

  private static final int[] NONE = {};

  private WordFilter() {}

  /**
   * Of one text. Letter case outside ASCII is a matter of whole texts.
   *
   * @param signs of the text
   * @param dates of it, see {@link #dates}
   */
  static long of(Signs signs, int @Nullable [] dates) {
    if (dates == null) {
      return ALL;
    }
    long date = dates.length > 0 ? DATE : 0;
    return date | (signs.groups() > MOST_WORDS ? ALL & ~DATE : words(signs));
  }

  /**
   * Where a date may start and no word goes on; null for texts of which a filter tells nothing.
   *
   * @param signs of {@code text}
   */
  static int @Nullable [] dates(String text, Signs signs) {
    if (!signs.isAscii() || signs.groups() == 0) {
      return null;
    }
    Places starts = signs.dates();
    int[] dates = NONE;
    int size = 0;
    for (int i = 0; i < starts.size(); i++) {
      int start = starts.at(i);
      boolean inWord = start > 0 && text.charAt(start - 1) == '_';
      if (inWord || !DateText.mayRead(text, start)) {
        continue;
      }
      if (size == dates.length) {
        dates = Arrays.copyOf(dates, Math.max(4, 2 * size));
      }
      dates[size++] = start;
    }
    return size == dates.length ? dates : Arrays.copyOf(dates, size);
  }

  private static long words(Signs signs) {
    char[] text = signs.characters();
    long words = 0;
    for (int group = 0; group < signs.groups(); group++) {
      words |= bit(text, signs.start(group), signs.end(group));
    }
    return words;
  }

  /** A text holds {@code folded}, as words of its own, only if its filter has this bit or all. */
  static long of(char[] folded) {
    int start = wordStart(folded);
    int end = wordEnd(folded, start);
    return start == end ? ALL : bit(folded, start, end);
  }

  /** Start of the first word; the length if there is none. */
  static int wordStart(char[] text) {
    int start = 0;
    while (start < text.length && !AlnumGroups.isAlnum(text[start])) {
      start++;
    }
    return start;
  }

  static int wordEnd(char[] text, int start) {
    int end = start;
    while (end < text.length && AlnumGroups.isAlnum(text[end])) {
      end++;
    }
    return end;
  }

  static boolean mayHaveDates(long words) {
    return (words & DATE) != 0;
  }

  /** Whether a text may hold one of the words of {@code wanted}. */
  static boolean mayHave(long words, long wanted) {
    return (words & wanted & ~DATE) != 0;
  }

  /** By length, first and last character, letter case aside. */
  private static long bit(char[] text, int start, int end) {
    int hash = (text[start] | 0x20) * 31 + (text[end - 1] | 0x20);
    return 1L << (hash * 31 + end - start & Integer.MAX_VALUE) % WORD_BITS;
  }
}
