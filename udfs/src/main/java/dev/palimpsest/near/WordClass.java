package dev.palimpsest.near;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;

/** What a code point is to the word breaker, by general category and script. */
enum WordClass {
  LETTER,
  DECIMAL_DIGIT,
  OTHER_NUMBER,
  UNDERSCORE,
  /** Combining marks. */
  MARK,
  /** ZERO WIDTH NON-JOINER and ZERO WIDTH JOINER. */
  ZERO_WIDTH_JOINER,
  /** A character of a script that is written without spaces, with its marks and signs. */
  SPACELESS,
  OTHER;

  /** First and last code points of the scripts that are written without spaces. */
  private static final int[][] SPACELESS_RANGES = {
    // Thai, Lao, Myanmar, Khmer
    {0x0E01, 0x0E3A},
    {0x0E40, 0x0E5B},
    {0x0E81, 0x0EDF},
    {0x1000, 0x109F},
    {0xA9E0, 0xA9FE},
    {0xAA60, 0xAA7F},
    {0x1780, 0x17FF},
    {0x19E0, 0x19FF},
    // Han marks, numerals and radicals
    {0x3005, 0x3007},
    {0x3021, 0x3029},
    {0x3038, 0x303B},
    {0x2E80, 0x2FDF},
    // Kana
    {0x3041, 0x3096},
    {0x309D, 0x309F},
    {0x30A1, 0x30FA},
    {0x30FC, 0x30FF},
    {0x31F0, 0x31FF},
    {0x1B000, 0x1B16F},
    // Han
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xF900, 0xFAFF},
    {0x20000, 0x323AF}
  };

  private static final WordClass[] BASIC_PLANE = new WordClass[Character.MAX_VALUE + 1];

  static {
    for (int codePoint = 0; codePoint < BASIC_PLANE.length; codePoint++) {
      BASIC_PLANE[codePoint] = classify(codePoint);
    }
  }

  static WordClass of(int codePoint) {
    return codePoint < BASIC_PLANE.length ? BASIC_PLANE[codePoint] : classify(codePoint);
  }

  private static WordClass classify(int codePoint) {
    for (int[] range : SPACELESS_RANGES) {
      if (codePoint >= range[0] && codePoint <= range[1]) {
        return SPACELESS;
      }
    }
    if (codePoint == '_') {
      return UNDERSCORE;
    }
    if (codePoint == 0x200C || codePoint == 0x200D) {
      return ZERO_WIDTH_JOINER;
    }
    switch (UCharacter.getType(codePoint)) {
      case UCharacterCategory.UPPERCASE_LETTER:
      case UCharacterCategory.LOWERCASE_LETTER:
      case UCharacterCategory.TITLECASE_LETTER:
      case UCharacterCategory.MODIFIER_LETTER:
      case UCharacterCategory.OTHER_LETTER:
        return LETTER;
      case UCharacterCategory.DECIMAL_DIGIT_NUMBER:
        return DECIMAL_DIGIT;
      case UCharacterCategory.LETTER_NUMBER:
      case UCharacterCategory.OTHER_NUMBER:
        return OTHER_NUMBER;
      case UCharacterCategory.NON_SPACING_MARK:
      case UCharacterCategory.ENCLOSING_MARK:
      case UCharacterCategory.COMBINING_SPACING_MARK:
        return MARK;
      default:
        return OTHER;
    }
  }

  /** Whether a word can begin with it. */
  boolean startsWord() {
    return this == LETTER || this == DECIMAL_DIGIT || this == OTHER_NUMBER || this == UNDERSCORE;
  }

  /** Whether it lengthens a word that has begun. */
  boolean extendsWord() {
    return startsWord() || this == MARK || this == ZERO_WIDTH_JOINER;
  }
}
