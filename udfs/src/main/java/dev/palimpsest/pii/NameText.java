package dev.palimpsest.pii;

import java.util.List;
import java.util.regex.Pattern;

/** Reads names of people. */
final class NameText {

  private static final int MAX_WORDS = 5;
  private static final int MAX_LENGTH = 80;

  private static final WordSet PARTICLES =
      new WordSet(
          List.of(
              "van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das",
              "du", "la", "le", "el", "al", "bin", "ibn", "ben", "bint", "ter", "ten", "zu", "zum",
              "y", "e", "af", "av", "st", "mac", "mc", "san", "santa"));

  /** Nobody is greeted with a setting: {@code hi LineNr ctermfg=226}. */
  private static final Pattern SETTING = Pattern.compile("[ \\t]{1,20}[A-Za-z_][\\w.-]{0,40}=");

  private NameText() {}

  /**
   * End of a name that starts at {@code start}; −1 if there is none.
   *
   * @param fewest words it must have
   */
  static int end(String text, int start, Trust trust, int fewest) {
    return trust == Trust.KEY
        ? whole(text, start, fewest)
        : inText(text, start, trust, fewest, false);
  }

  /** As {@link #end} for a name that may be a common word: {@code Dr. Smith}. */
  static int titled(String text, int start) {
    return inText(text, start, Trust.VERB, 1, true);
  }

  /** Whether it joins two parts of a name. */
  static boolean isJoint(char c) {
    return c == '-' || c == '\'' || c == '’';
  }

  static boolean isParticle(String word) {
    return isParticle(word, 0, word.length());
  }

  static boolean isParticle(String text, int start, int end) {
    return PARTICLES.contains(text, start, end);
  }

  /** All of a JSON value: any letter case will do, but nothing that no name has. */
  private static int whole(String text, int start, int fewest) {
    String value = text.substring(start).stripTrailing();
    if (value.length() > MAX_LENGTH || Placeholders.contains(value)) {
      return -1;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isLetter(value, i) && " .,'’-\u00b7()\"".indexOf(c) < 0) {
        return -1;
      }
    }
    String[] words = value.split("[ .,]+");
    int common = 0;
    int capital = 0;
    for (String word : words) {
      common += CommonWords.contains(word) && !CommonWords.isName(word) ? 1 : 0;
      capital += !word.isEmpty() && !Character.isLowerCase(word.charAt(0)) ? 1 : 0;
    }
    boolean letters = value.chars().anyMatch(Character::isLetter);
    boolean sentence = words.length > MAX_WORDS + 1;
    boolean phrase = words.length >= 2 && common == words.length;
    boolean full = words.length >= fewest && (fewest == 1 || (capital >= 2 && common == 0));
    return letters && !sentence && !phrase && full ? start + value.length() : -1;
  }

  private static int inText(String text, int start, Trust trust, int fewest, boolean titled) {
    int end = -1;
    int at = start;
    int words = 0;
    boolean namelike = false;
    while (words < MAX_WORDS) {
      int wordEnd = wordEnd(text, at);
      if (wordEnd == at) {
        break;
      }
      String word = text.substring(at, wordEnd);
      if (isType(word)) {
        break;
      }
      boolean particle = isParticle(word) && (words > 0 || startsUpper(text, next(text, wordEnd)));
      boolean common = CommonWords.contains(word) && !isInitial(word);
      boolean name = !common || CommonWords.isName(word);
      boolean lower = Character.isLowerCase(word.charAt(0));
      if (!particle && (lower || !name)) {
        boolean introduced = trust == Trust.PHRASE && words == 0 && word.length() > 2;
        if (!introduced || common || isOver(text, wordEnd)) {
          break;
        }
      }
      if (!particle) {
        end = wordEnd;
        words++;
        namelike |= !isInitial(word) && (!common || words > 1 || titled);
      }
      at = next(text, wordEnd);
      if (at < 0) {
        break;
      }
    }
    boolean enough = words >= fewest && (namelike || trust == Trust.SEPARATOR);
    boolean call = words == 1 && end < text.length() && text.charAt(end) == '(';
    boolean command =
        enough
            && trust == Trust.PHRASE
            && SETTING.matcher(text).region(end, text.length()).lookingAt();
    return enough && !call && !command && !isLabel(text, end) ? end : -1;
  }

  /** A lower-case word that other lower-case letters or symbols go on from is no name. */
  private static boolean isOver(String text, int end) {
    return end < text.length() && "_/@\\=(:".indexOf(text.charAt(end)) >= 0;
  }

  /** What a colon follows is a label itself. */
  private static boolean isLabel(String text, int end) {
    int i = end;
    while (i < text.length() && "*_\"' ".indexOf(text.charAt(i)) >= 0 && i - end < 4) {
      i++;
    }
    return i < text.length() && text.charAt(i) == ':';
  }

  private static boolean startsUpper(String text, int at) {
    return at >= 0 && Character.isUpperCase(text.charAt(at));
  }

  /** Several capitals before small letters, as in {@code IRExpr}. */
  private static boolean isType(String word) {
    return word.length() > 2
        && Character.isUpperCase(word.charAt(0))
        && Character.isUpperCase(word.charAt(1))
        && word.chars().anyMatch(Character::isLowerCase);
  }

  private static boolean isInitial(String word) {
    return word.length() == 1 || (word.length() == 2 && word.charAt(1) == '.');
  }

  private static int wordEnd(String text, int start) {
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean inner =
          isJoint(c)
              && i > start
              && i + 1 < text.length()
              && isLetter(text, i + 1)
              && !text.startsWith("s ", i + 1);
      if (!isLetter(text, i) && !inner) {
        break;
      }
      i++;
    }
    boolean digits =
        i < text.length() && (DigitRuns.isDigit(text.charAt(i)) || text.charAt(i) == '_');
    if (digits) {
      return start;
    }
    boolean initial = i == start + 1 && i < text.length() && text.charAt(i) == '.';
    return initial ? i + 1 : i;
  }

  /** Start of the word after one space; −1 if something else follows. */
  private static int next(String text, int end) {
    int i = end;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\u00a0')) {
      i++;
    }
    return i == end || i - end > 1 || i == text.length() ? -1 : i;
  }

  static boolean isWord(String text, int start, int end) {
    return wordEnd(text, start) == end;
  }

  /** Start of the capitalised word before a known name, which is the rest of the name. */
  static int startWithNeighbour(String text, int start) {
    int i = start - 1;
    if (i < 1 || text.charAt(i) != ' ') {
      return start;
    }
    while (i > 0 && isLetter(text, i - 1)) {
      i--;
    }
    return isRestOfName(text, i, start - 1) ? i : start;
  }

  /** End of the capitalised word after a known name. */
  static int endWithNeighbour(String text, int end) {
    int next = next(text, end);
    int wordEnd = next < 0 ? end : wordEnd(text, next);
    return next >= 0 && isRestOfName(text, next, wordEnd) ? wordEnd : end;
  }

  private static boolean isRestOfName(String text, int start, int end) {
    return end - start > 1
        && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
        && Character.isUpperCase(text.charAt(start))
        && Character.isLowerCase(text.charAt(start + 1))
        && !CommonWords.contains(text.substring(start, end))
        && !isLabel(text, end);
  }

  private static boolean isLetter(String text, int at) {
    char c = text.charAt(at);
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    int point =
        Character.isLowSurrogate(c) && at > 0 ? text.codePointAt(at - 1) : text.codePointAt(at);
    int type = Character.getType(point);
    return Character.isLetter(point)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
