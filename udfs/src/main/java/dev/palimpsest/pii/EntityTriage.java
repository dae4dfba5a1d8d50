package dev.palimpsest.pii;

import dev.palimpsest.text.Field;
import dev.palimpsest.text.Leaf;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Tells the leaves that are worth a model's time: those with a line of prose in which a capitalised
 * word stands that is no word of the language and that no rule has resolved. In scripts without
 * capitals every letter may be part of a name.
 */
final class EntityTriage {

  /** Fewer words make no sentence. */
  private static final int FEWEST_WORDS = 3;

  /** Shorter words in capitals alone are abbreviations. */
  private static final int SHORTEST_IN_CAPITALS = 5;

  /** Letters of a script without capitals and without spaces that make a sentence. */
  private static final int FEWEST_UNCASED = 8;

  private final String text;

  /** The characters that rules resolved. */
  private final BitSet resolved = new BitSet();

  private int plain;
  private int tokens;
  private int uncased;
  private boolean open;

  private EntityTriage(String text, List<Span> resolved) {
    this.text = text;
    resolved.forEach(span -> this.resolved.set(span.start(), span.end()));
  }

  /**
   * Whether the model is asked about a leaf.
   *
   * @param resolved what rules found in it
   */
  static boolean needsModel(Leaf leaf, List<Span> resolved) {
    Field field = leaf.slot().field();
    boolean code = field == Field.TOOL_NAME || field == Field.CALL_ID;
    return leaf.kind() == Leaf.Kind.TEXT
        && !code
        && new EntityTriage(leaf.text(), resolved).hasOpenProse();
  }

  private boolean hasOpenProse() {
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      if (isOpenProse(from, end)) {
        return true;
      }
      from = end + 1;
    }
    return false;
  }

  private boolean isOpenProse(int from, int to) {
    plain = 0;
    tokens = 0;
    uncased = 0;
    open = false;
    int at = from;
    while (at < to) {
      if (isSpace(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < to && !isSpace(text.charAt(end))) {
        end++;
      }
      token(at, end);
      at = end;
    }
    boolean prose = plain >= FEWEST_WORDS && 2 * plain >= tokens;
    return (prose && open) || uncased >= FEWEST_UNCASED;
  }

  /** What stands between spaces: plain if it is a word and punctuation around it. */
  private void token(int from, int to) {
    tokens++;
    int start = from;
    while (start < to && !isLetter(start)) {
      start++;
    }
    int end = to;
    while (end > start && !isLetter(end - 1)) {
      end--;
    }
    if (start == end || hasDigit(from, to)) {
      return;
    }
    for (int i = start; i < end; i++) {
      if (!isLetter(i) && "-'’".indexOf(text.charAt(i)) < 0) {
        return;
      }
    }
    if (isUncased(start) && !isResolved(start, end)) {
      uncased += end - start;
    }
    plain++;
    open |= mayBeName(start, end) && !isResolved(start, end);
  }

  private boolean mayBeName(int start, int wordEnd) {
    int first = text.codePointAt(start);
    if (!Character.isUpperCase(first) && !Character.isTitleCase(first)) {
      return false;
    }
    int end = withoutEnding(start, wordEnd);
    boolean abbreviation =
        end - start < SHORTEST_IN_CAPITALS
            && text.substring(start, end).chars().noneMatch(Character::isLowerCase);
    if (end - start < 2 || abbreviation || wordEnd - end >= 2 && text.startsWith("n", end)) {
      return false;
    }
    return !CommonWords.contains(text, start, end)
        || (CommonWords.isName(text, start, end) && !CapitalisedWords.startsSentence(text, start));
  }

  /** End of a word less what an apostrophe adds: "Mia’s", "I’ll", "Don’t". */
  private int withoutEnding(int start, int end) {
    String word = text.substring(start, end).replace('’', '\'').toLowerCase(Locale.ROOT);
    if (word.endsWith("n't")) {
      return end - 3;
    }
    int mark = word.lastIndexOf('\'');
    return mark > 0 && word.length() - mark <= 3 ? start + mark : end;
  }

  private boolean isResolved(int start, int end) {
    return resolved.nextClearBit(start) >= end;
  }

  private boolean hasDigit(int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isLetter(int at) {
    int point = pointAt(at);
    int type = Character.getType(point);
    return Character.isLetter(point)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private boolean isUncased(int at) {
    return Character.getType(pointAt(at)) == Character.OTHER_LETTER;
  }

  private int pointAt(int at) {
    boolean inside = at > 0 && Character.isLowSurrogate(text.charAt(at));
    return text.codePointAt(inside ? at - 1 : at);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
