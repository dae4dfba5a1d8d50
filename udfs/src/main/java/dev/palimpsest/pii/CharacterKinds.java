package dev.palimpsest.pii;

/** What scanners ask about single characters, looked up in one table. */
final class CharacterKinds {

  /** Of an {@link AlnumGroups#isAlnum alphanumeric} group. */
  static final int ALNUM = 1;

  static final int CAPITAL = 1 << 1;

  /** A digit of any script. */
  static final int DIGIT = 1 << 2;

  /** What a name or an identifier goes on with, so that no word starts behind it. */
  static final int INNER = 1 << 3;

  /** A letter, a digit or an underscore. */
  static final int WORD = 1 << 4;

  /** Of the alphabets of base 16 and base 64. */
  static final int PACKED = 1 << 5;

  /** One of the signs that addresses and encodings are made with. */
  static final int MARK = 1 << 6;

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
