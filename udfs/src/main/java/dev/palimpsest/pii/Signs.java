package dev.palimpsest.pii;

import org.jspecify.annotations.Nullable;

/**
 * What one pass over a text says about where scanners need to look: stretches of letters and
 * digits, capitals that start words, signs of addresses and of encodings. Scanners start from these
 * places and read nothing else. One instance serves text after text.
 */
final class Signs {

  /** Shortest stretch that is looked at as base 16 or base 64, or as a generated secret. */
  static final int PACKED_LENGTH = 20;

  /** Shortest word that is looked at as the address of a wallet. */
  static final int LONG_WORD = 26;

  private static final int FEW = 256;

  /** A buffer longer than this is not kept for the next text. */
  private static final int MANY = 1 << 16;

  private static final int WITH_DIGIT = 1 << 31;

  private static final int MIXED = 1 << 31;

  private char[] characters = new char[FEW];
  private int length;
  private final Places edges = new Places();
  private final Places digitCounts = new Places();
  private final Places marks = new Places();
  private final Places groupStarts = new Places();
  private final Places groupEnds = new Places();
  private final Places capitals = new Places();
  private final Places dates = new Places();
  private final Places ats = new Places();
  private final Places schemes = new Places();
  private final Places hostDots = new Places();
  private final Places addressJoints = new Places();
  private final Stretches longWords = new Stretches(CharacterKinds.WORD, LONG_WORD);
  private final Stretches packed =
      new Stretches(CharacterKinds.PACKED | CharacterKinds.ALNUM, PACKED_LENGTH);
  private final Places[] all = {
    edges,
    digitCounts,
    marks,
    groupStarts,
    groupEnds,
    capitals,
    dates,
    ats,
    schemes,
    hostDots,
    addressJoints
  };

  /** The text that was read last; null if characters of another are there. */
  private @Nullable String source;

  private boolean digit;
  private boolean percent;
  private boolean ampersand;
  private boolean folded;
  private boolean ascii;

  /** Reads {@code text}; what was known of the text before is forgotten. */
  void read(String text) {
    load(text);
    pass(characters, length);
    source = text;
  }

  /** Whether this very text was read last. */
  boolean areOf(String text) {
    return source == text;
  }

  /** Forgets the last text and takes the characters of {@code text}, without a look at them. */
  void load(String text) {
    clear();
    length = text.length();
    if (characters.length < length) {
      characters = new char[Math.max(length, Math.min(2 * characters.length, MANY))];
    }
    text.getChars(0, length, characters, 0);
  }

  private void clear() {
    for (Places places : all) {
      places.clear();
    }
    longWords.clear();
    packed.clear();
    if (characters.length > MANY) {
      characters = new char[FEW];
    }
    source = null;
    digit = false;
    percent = false;
    ampersand = false;
    folded = false;
    ascii = true;
  }

  /**
   * Where kinds of characters change is written down without a branch: words are of so many lengths
   * that a processor guesses every second one wrong.
   */
  private void pass(char[] text, int end) {
    int[] edge = edges.room(end + 2);
    int[] count = digitCounts.room(end + 2);
    int[] capital = capitals.room(end + 1);
    int[] mark = marks.room(end + 1);
    int edgeCount = 0;
    int capitalCount = 0;
    int markCount = 0;
    int digits = 0;
    int any = 0;
    int before = 0;
    for (int i = 0; i < end; i++) {
      int kind = CharacterKinds.of(text[i]);
      edge[edgeCount] = i;
      count[edgeCount] = digits;
      edgeCount += (kind ^ before) & CharacterKinds.ALNUM;
      capital[capitalCount] = i;
      capitalCount += CharacterKinds.startsCapitalised(kind, before);
      mark[markCount] = i;
      markCount += CharacterKinds.isMark(kind);
      digits += CharacterKinds.isDigit(kind);
      any |= kind;
      before = kind;
    }
    if ((before & CharacterKinds.ALNUM) != 0) {
      edge[edgeCount] = end;
      count[edgeCount++] = digits;
    }
    capitals.filled(capitalCount);
    digit = (any & CharacterKinds.DIGIT) != 0;
    folded = (any & CharacterKinds.FOLDED) != 0;
    ascii = (any & CharacterKinds.FOREIGN) == 0;
    groups(text, end, edgeCount / 2);
    for (int i = 0; i < markCount; i++) {
      mark(text, mark[i], end);
    }
    longWords.read(text, end);
    packed.read(text, end);
  }

  private void groups(char[] text, int end, int groups) {
    int[] starts = groupStarts.room(groups);
    int[] ends = groupEnds.room(groups);
    for (int group = 0; group < groups; group++) {
      int start = edges.at(2 * group);
      int stop = edges.at(2 * group + 1);
      int digits = digitCounts.at(2 * group + 1) - digitCounts.at(2 * group);
      boolean with = digits > 0;
      if (with && stop - start > AlnumGroups.LONGEST) {
        with = hasDigit(text, start, start + AlnumGroups.LONGEST);
      }
      starts[group] = with ? start | WITH_DIGIT : start;
      ends[group] = with && digits < stop - start ? stop | MIXED : stop;
      if (DateText.mayStart(text, start, end)) {
        dates.add(start);
      }
    }
    groupStarts.filled(groups);
    groupEnds.filled(groups);
  }

  private static boolean hasDigit(char[] text, int start, int end) {
    int kinds = 0;
    for (int i = start; i < end; i++) {
      kinds |= CharacterKinds.of(text[i]);
    }
    return (kinds & CharacterKinds.DIGIT) != 0;
  }

  private void mark(char[] text, int at, int end) {
    char next = at + 1 < end ? text[at + 1] : 0;
    switch (text[at]) {
      case '@' -> ats.add(at);
      case '%' -> percent = true;
      case '&' -> ampersand = true;
      case ':' -> {
        if (next == '/' && at + 2 < end && text[at + 2] == '/') {
          schemes.add(at);
        }
      }
      default -> {
        if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) {
          hostDots.add(at);
        }
      }
    }
    if (text[at] == ':' || text[at] == '.') {
      if (IpScanner.isPart(next)) {
        addressJoints.add(at);
      }
    }
  }

  /** The text, in a buffer that is longer as a rule: see {@link #length}. */
  char[] characters() {
    return characters;
  }

  int length() {
    return length;
  }

  int capitals() {
    return capitals.size();
  }

  /** Where a capital letter starts a word. */
  int capitalAt(int number) {
    return capitals.at(number);
  }

  /** Whether the text has a digit of any script. */
  boolean hasDigits() {
    return digit;
  }

  /** Whether there is a percent sign, which may start an escape. */
  boolean hasPercent() {
    return percent;
  }

  /** Whether there is an ampersand, which may start a character reference. */
  boolean hasAmpersand() {
    return ampersand;
  }

  /** Whether some character stands for another or for none. */
  boolean hasFolded() {
    return folded;
  }

  /** Whether all characters are of ASCII. */
  boolean isAscii() {
    return ascii;
  }

  /** Stretches of letters and digits, of {@link AlnumGroups}. */
  int groups() {
    return groupEnds.size();
  }

  int start(int group) {
    return groupStarts.at(group) & ~WITH_DIGIT;
  }

  int end(int group) {
    return groupEnds.at(group) & ~MIXED;
  }

  /** Whether the group has both letters and digits; others have one kind only. */
  boolean isMixed(int group) {
    return groupEnds.at(group) < 0;
  }

  /** Whether one of the first characters of the group is a digit. */
  boolean hasDigit(int group) {
    return groupStarts.at(group) < 0;
  }

  /** Groups that start with a digit or the name of a month. */
  Places dates() {
    return dates;
  }

  Places ats() {
    return ats;
  }

  /** Colons of "://". */
  Places schemes() {
    return schemes;
  }

  /** Dots before a letter. */
  Places hostDots() {
    return hostDots;
  }

  /** Dots and colons that an address on the internet may have between its numbers. */
  Places addressJoints() {
    return addressJoints;
  }

  /** Stretches of letters, digits and underscores of {@value #LONG_WORD} characters and more. */
  Stretches longWords() {
    return longWords;
  }

  /** Stretches of {@value #PACKED_LENGTH} and more that base 16 or base 64 may be inside. */
  Stretches packed() {
    return packed;
  }

  /** False only if no run of {@code length} characters of base 64 lies between two places. */
  boolean mayHaveRun(int from, int to, int length) {
    if (length < PACKED_LENGTH) {
      return true;
    }
    for (int stretch = packed.firstEndingAfter(from); stretch < packed.size(); stretch++) {
      int start = packed.start(stretch);
      if (start >= to) {
        return false;
      }
      if (Math.min(packed.end(stretch), to) - Math.max(start, from) >= length) {
        return true;
      }
    }
    return false;
  }
}
