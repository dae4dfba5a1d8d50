package dev.palimpsest.pii;

import dev.palimpsest.pii.Lexicon.Use;
import java.util.Arrays;
import java.util.BitSet;

/** Where the keywords of the {@link Lexicon} stand in one text, by ascending end. */
final class Hits implements KeywordAutomaton.Sink {

  /** How far a context word reaches forwards and backwards, in UTF-16 units. */
  private static final int BEFORE = 60;

  private static final int AFTER = 30;

  /** A word against a candidate names it, so it is close. */
  private static final int AGAINST_BEFORE = 30;

  private static final int[] NONE = {};

  /** More room than this is given back before the next text. */
  private static final int MANY = 1 << 16;

  private final Lexicon lexicon;
  private int[] keywords = NONE;
  private int[] starts = NONE;
  private int[] ends = NONE;
  private int size;
  private int uses;
  private final BitSet context = new BitSet();

  /** Whether {@link #context} is of this text. */
  private boolean known;

  private final Places[] later = {new Places(), new Places(), new Places()};

  private char[] text = {};
  private int length;

  Hits(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** Forgets the last text; {@code next} is read while keywords in it are found. */
  void start(char[] next, int nextLength) {
    text = next;
    length = nextLength;
    size = 0;
    uses = 0;
    known = false;
    if (keywords.length > MANY) {
      keywords = NONE;
      starts = NONE;
      ends = NONE;
    }
  }

  /** Room for the automaton. */
  Places[] later() {
    return later;
  }

  @Override
  public void found(int keyword, int start, int end) {
    if (!lexicon.isTrigger(keyword) && !isWord(start, end)) {
      return;
    }
    if (size == keywords.length) {
      int capacity = Math.max(16, 2 * size);
      keywords = Arrays.copyOf(keywords, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    uses |= lexicon.uses(keyword);
    keywords[size] = keyword;
    starts[size] = start;
    ends[size++] = end;
  }

  /** A letter next to a letter is inside a word, unless the case says that a new one starts. */
  private boolean isWord(int start, int end) {
    boolean begins =
        start == 0
            || !CharacterKinds.isLetter(text[start - 1])
            || !CharacterKinds.isLetter(text[start])
            || (CharacterKinds.isLower(text[start - 1]) && CharacterKinds.isUpper(text[start]));
    if (!begins || end == length || !CharacterKinds.isLetter(text[end])) {
      return begins;
    }
    char last = text[end - 1];
    char after = text[end];
    boolean plural =
        (after == 's' || after == 'S')
            && (end + 1 == length || !CharacterKinds.isLetter(text[end + 1]));
    return plural
        || !CharacterKinds.isLetter(last)
        || (CharacterKinds.isLower(last) && CharacterKinds.isUpper(after));
  }

  int size() {
    return size;
  }

  int start(int hit) {
    return starts[hit];
  }

  int end(int hit) {
    return ends[hit];
  }

  /** What is told of a keyword. */
  interface Visitor {
    void visit(int hit, int rule);
  }

  /** Whether any rule has this use for any keyword in the text. */
  boolean has(Use use) {
    return (uses & 1 << use.ordinal()) != 0;
  }

  /** Every keyword that any rule has this use for, in the order of the text. */
  void each(Use use, Visitor visitor) {
    if (!has(use)) {
      return;
    }
    for (int hit = 0; hit < size; hit++) {
      if (!is(use, hit)) {
        continue;
      }
      for (int rule : lexicon.rules(keywords[hit], use)) {
        visitor.visit(hit, rule);
      }
    }
  }

  /** Every keyword that {@code rule} has this use for. */
  void each(Use use, int rule, Visitor visitor) {
    each(
        use,
        (hit, other) -> {
          if (other == rule) {
            visitor.visit(hit, rule);
          }
        });
  }

  /** Whether some rule has this use for the keyword. */
  boolean is(Use use, int hit) {
    return (lexicon.uses(keywords[hit]) & 1 << use.ordinal()) != 0;
  }

  /** The rules of which any context word stands in the text: of others none is near. */
  private BitSet inContext() {
    if (!known) {
      context.clear();
      if (has(Use.CONTEXT)) {
        for (int hit = 0; hit < size; hit++) {
          context.or(lexicon.contextOf(keywords[hit]));
        }
      }
      known = true;
    }
    return context;
  }

  /** Whether any context word of any of these rules stands in the text. */
  boolean hasContextOf(BitSet rules) {
    return inContext().intersects(rules);
  }

  /** Whether the nearest word for or against {@code rule} around a candidate speaks for it. */
  boolean supports(int rule, int start, int end) {
    if (!inContext().get(rule)) {
      return false;
    }
    int pro = toContext(rule, start, end);
    return pro < Integer.MAX_VALUE && pro <= toAgainst(rule, start, end);
  }

  /** Whether the nearest such word speaks against it. */
  boolean opposes(int rule, int start, int end) {
    if (!lexicon.hasAgainst(rule)) {
      return false;
    }
    int contra = toAgainst(rule, start, end);
    return contra < Integer.MAX_VALUE && contra < toContext(rule, start, end);
  }

  /** Whether a context word of {@code rule} is a label right before a candidate. */
  boolean announces(String text, int rule, int start) {
    int colon = start - 1;
    while (colon > 0 && text.charAt(colon) == ' ') {
      colon--;
    }
    return colon > 0
        && start - colon <= 2
        && text.charAt(colon) == ':'
        && toContext(rule, colon, colon) == 0;
  }

  /** To the nearest word that speaks for {@code rule}. */
  private int toContext(int rule, int start, int end) {
    int nearest = Integer.MAX_VALUE;
    for (int hit = firstEndingAfter(start - BEFORE); hit < size; hit++) {
      if (starts[hit] > end + AFTER) {
        break;
      }
      int gap = gap(hit, start, end);
      if (gap < nearest && lexicon.contextOf(keywords[hit]).get(rule)) {
        nearest = gap;
      }
    }
    return nearest;
  }

  /** To the nearest word that speaks against {@code rule}. */
  private int toAgainst(int rule, int start, int end) {
    int nearest = Integer.MAX_VALUE;
    for (int hit = firstEndingAfter(start - AGAINST_BEFORE - 1); hit < size; hit++) {
      if (starts[hit] > end + AFTER) {
        break;
      }
      int gap = gap(hit, start, end);
      if (gap <= AGAINST_BEFORE && gap < nearest && lexicon.againstOf(keywords[hit]).get(rule)) {
        nearest = gap;
      }
    }
    return nearest;
  }

  /** Characters between a keyword and a candidate; those behind it count twice. */
  private int gap(int hit, int start, int end) {
    if (starts[hit] >= start && ends[hit] <= end) {
      return Integer.MAX_VALUE;
    }
    return ends[hit] <= start ? start - ends[hit] : 2 * Math.max(0, starts[hit] - end);
  }

  private int firstEndingAfter(int offset) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
