package dev.palimpsest.pii;

/** What scanners ask about single characters, looked up in one table. */
final class CharacterKinds {

  /** Of an {@link AlnumGroups#isAlnum alphanumeric} group. */
  static final int ALNUM = 1;

  private static final int CAPITAL_BIT = 1;

  static final int CAPITAL = 1 << CAPITAL_BIT;

  private static final int DIGIT_BIT = 2;

  /** A digit of any script. */
  static final int DIGIT = 1 << DIGIT_BIT;

  private static final int INNER_BIT = 3;

  /** What a name or an identifier goes on with, so that no word starts behind it. */
  static final int INNER = 1 << INNER_BIT;

  /** A letter, a digit or an underscore. */
  static final int WORD = 1 << 4;

  /** Of the alphabets of base 16 and base 64. */
  static final int PACKED = 1 << 5;

  private static final int MARK_BIT = 6;

  /** One of the signs that addresses and encodings are made with. */
  static final int MARK = 1 << MARK_BIT;

  /** Stands for another character, or for none. */
  static final int FOLDED = 1 << 7;

  /** A date may start with it. */
  static final int DATE = 1 << 8;

  static final int LETTER = 1 << 9;

  static final int LOWER = 1 << 10;

  /** Not of ASCII. */
  static final int FOREIGN = 1 << 11;

  private static final char[] KINDS = kinds();

  private CharacterKinds() {}

  static int of(char c) {
    return KINDS[c];
  }

  /** 1 if a capital of these kinds starts a word behind a character of those, else 0. */
  static int startsCapitalised(int kind, int before) {
    return kind >>> CAPITAL_BIT & ~(before >>> INNER_BIT) & 1;
  }

  /** 1 for a mark, else 0. */
  static int isMark(int kind) {
    return kind >>> MARK_BIT & 1;
  }

  /** 1 for a digit, else 0. */
  static int isDigit(int kind) {
    return kind >>> DIGIT_BIT & 1;
  }

  static boolean isLetter(char c) {
    return (KINDS[c] & LETTER) != 0;
  }

  static boolean isUpper(char c) {
    return (KINDS[c] & CAPITAL) != 0;
  }

  static boolean isLower(char c) {
    return (KINDS[c] & LOWER) != 0;
  }

  private static char[] kinds() {
    char[] kinds = new char[1 << 16];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = (char) kind((char) i);
    }
    return kinds;
  }

  private static int kind(char c) {
    boolean word = Character.isLetterOrDigit(c);
    boolean ascii = c < 128;
    return bit(ALNUM, AlnumGroups.isAlnum(c))
        | bit(CAPITAL, Character.isUpperCase(c))
        | bit(DIGIT, Character.isDigit(c))
        | bit(INNER, word || c == '’' || (ascii && "_/\\@#$.-'".indexOf(c) >= 0))
        | bit(WORD, word || c == '_')
        | bit(PACKED, Encodings.isPacked(c))
        | bit(MARK, ascii && "@.:%&".indexOf(c) >= 0)
        | bit(FOLDED, Encodings.fold(c) != c || LookAlikes.latin(c) != c)
        | bit(DATE, DateText.mayStart(c))
        | bit(LETTER, Character.isLetter(c))
        | bit(FOREIGN, !ascii)
        | bit(LOWER, Character.isLowerCase(c));
  }

  private static int bit(int bit, boolean set) {
    return set ? bit : 0;
  }
}
