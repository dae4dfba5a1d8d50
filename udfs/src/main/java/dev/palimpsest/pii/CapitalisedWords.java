package dev.palimpsest.pii;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Capitalised words one after the other, with particles and initials between them. */
final class CapitalisedWords {

  private static final int MOST = 5;

  private final String text;

  /** Start and end of each. */
  private final List<int[]> words;

  private CapitalisedWords(String text, List<int[]> words) {
    this.text = text;
    this.words = words;
  }

  /** The words from {@code start} on; null if none starts there. */
  static @Nullable CapitalisedWords from(String text, int start) {
    List<int[]> words = new ArrayList<>();
    int at = start;
    while (words.size() < MOST && at < text.length()) {
      int end = end(text, at);
      if (end == at || !belongs(text, at, end, !words.isEmpty()) || isCode(text, end)) {
        break;
      }
      words.add(new int[] {at, end});
      boolean more = end + 1 < text.length() && text.charAt(end) == ' ';
      at = more ? end + 1 : text.length();
    }
    return of(text, words);
  }

  /** The words that end at {@code end}; null if none does. */
  static @Nullable CapitalisedWords upTo(String text, int end) {
    List<int[]> words = new ArrayList<>();
    int at = end;
    while (words.size() < MOST && at > 0) {
      int start = at;
      while (start > 0 && (isInner(text.charAt(start - 1)) || isDot(text, start - 1, at))) {
        start--;
      }
      if (start == at || !belongs(text, start, at, true)) {
        break;
      }
      if (isCodeBefore(text, start)) {
        return null;
      }
      words.add(new int[] {start, at});
      boolean more = start > 0 && text.charAt(start - 1) == ' ';
      at = more ? start - 1 : 0;
    }
    Collections.reverse(words);
    return of(text, words);
  }

  private static @Nullable CapitalisedWords of(String text, List<int[]> words) {
    while (!words.isEmpty() && isParticle(text, words.get(words.size() - 1))) {
      words.remove(words.size() - 1);
    }
    while (!words.isEmpty() && isParticle(text, words.get(0))) {
      words.remove(0);
    }
    return words.isEmpty() ? null : new CapitalisedWords(text, words);
  }

  /**
   * The part that may be a person's name: from the first word that is no common one to the next
   * that is; null if there is none.
   */
  int @Nullable [] name() {
    int first = 0;
    while (first < words.size() && isCommon(first)) {
      first++;
    }
    int last = first;
    boolean known = false;
    while (last < words.size()
        && (!isCommon(last) || isInitial(last) || isParticle(text, words.get(last)))) {
      known |= !isInitial(last) && !isPlainWord(last);
      last++;
    }
    return known ? new int[] {words.get(first)[0], words.get(last - 1)[1]} : null;
  }

  /** All of it but an article, unless every word is a common one; null then. */
  int @Nullable [] title() {
    int first = 0;
    if (text.regionMatches(true, words.get(0)[0], "the ", 0, 4)) {
      first = 1;
    }
    boolean own = false;
    for (int i = first; i < words.size(); i++) {
      own |= !isPlainWord(i) && !isInitial(i);
    }
    return own ? new int[] {words.get(first)[0], words.get(words.size() - 1)[1]} : null;
  }

  /** A word of the language that is no name beside others either. */
  private boolean isCommon(int i) {
    return isPlainWord(i)
        && !isInitial(i)
        && (words.size() == 1 || !CommonWords.isName(text, words.get(i)[0], words.get(i)[1]));
  }

  private boolean isPlainWord(int i) {
    return CommonWords.contains(text, words.get(i)[0], words.get(i)[1]);
  }

  private boolean isInitial(int i) {
    int length = words.get(i)[1] - words.get(i)[0];
    return length == 1 || (length == 2 && text.charAt(words.get(i)[1] - 1) == '.');
  }

  private static boolean isParticle(String text, int[] word) {
    return Character.isLowerCase(text.charAt(word[0]));
  }

  private static boolean belongs(String text, int start, int end, boolean particles) {
    return Character.isUpperCase(text.charAt(start))
        || (particles && NameText.isParticle(text, start, end));
  }

  private static int end(String text, int start) {
    int i = start;
    while (i < text.length() && isInner(text.charAt(i)) && !isGenitive(text, i)) {
      i++;
    }
    boolean initial = i == start + 1 && i < text.length() && text.charAt(i) == '.';
    return initial ? i + 1 : i;
  }

  private static boolean isInner(char c) {
    return Character.isLetter(c) || c == '-' || c == '\'' || c == '’';
  }

  private static boolean isGenitive(String text, int i) {
    return "'’".indexOf(text.charAt(i)) >= 0
        && (i + 1 >= text.length()
            || !Character.isLetter(text.charAt(i + 1))
            || (text.charAt(i + 1) == 's'
                && (i + 2 >= text.length() || !Character.isLetter(text.charAt(i + 2)))));
  }

  /** The dot of an initial. */
  private static boolean isDot(String text, int at, int end) {
    return at == end - 1
        && at > 0
        && text.charAt(at) == '.'
        && Character.isUpperCase(text.charAt(at - 1))
        && (at == 1 || text.charAt(at - 2) == ' ');
  }

  /** Whether a word is followed by what it is followed by in programs, addresses and paths. */
  static boolean isCode(String text, int end) {
    if (end >= text.length()) {
      return false;
    }
    char c = text.charAt(end);
    boolean dotted =
        c == '.' && end + 1 < text.length() && Character.isLetterOrDigit(text.charAt(end + 1));
    return dotted || Character.isDigit(c) || "_/\\@=(<[{".indexOf(c) >= 0;
  }

  private static boolean isCodeBefore(String text, int start) {
    return start > 0
        && (Character.isDigit(text.charAt(start - 1))
            || "_/\\@=<[{.$#".indexOf(text.charAt(start - 1)) >= 0);
  }

  /**
   * Whether a word that starts at {@code start} has its capital from the sentence, where "Will" and
   * "May" are hardly ever people.
   */
  static boolean startsSentence(String text, int start) {
    return start < 2
        || ".!?:\n".indexOf(text.charAt(start - 2)) >= 0
        || text.charAt(start - 1) == '\n';
  }
}
