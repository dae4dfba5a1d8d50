package dev.palimpsest.pii;

import java.util.Arrays;

/**
 * What one pass over a text says about where scanners need to look: the capitals that start words,
 * and the stretches of letters and digits with what joins them. Scanners start from these places
 * and read nothing else.
 */
final class Signs {

  private static final byte LETTER = 1;
  private static final byte CAPITAL = 2;
  private static final byte DIGIT = 4;

  /** What a name or an identifier goes on with, so that no word starts behind it. */
  private static final byte INNER = 8;

  private static final byte[] CLASSES = classes();

  private int[] capitals = new int[16];
  private int capitalCount;
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private boolean[] digits = new boolean[32];
  private int count;
  private boolean anyDigit;

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (char c = 0; c < 128; c++) {
      int letter = Character.isLetter(c) ? LETTER : 0;
      int capital = Character.isUpperCase(c) ? CAPITAL : 0;
      int digit = Character.isDigit(c) ? DIGIT : 0;
      int inner = letter + digit > 0 || "_/\\@#$.-'".indexOf(c) >= 0 ? INNER : 0;
      classes[c] = (byte) (letter | capital | digit | inner);
    }
    return classes;
  }

  Signs(String text) {
    int group = -1;
    boolean digit = false;
    boolean inner = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int kind = c < 128 ? CLASSES[c] : other(c);
      if ((kind & CAPITAL) != 0 && !inner) {
        capital(i);
      }
      inner = (kind & INNER) != 0;
      if (c < 128 ? (kind & (LETTER | DIGIT)) != 0 : AlnumGroups.isAlnum(c)) {
        group = group < 0 ? i : group;
        digit |= (kind & DIGIT) != 0 && i - group < AlnumGroups.LONGEST;
      } else if (group >= 0) {
        group(group, i, digit);
        group = -1;
        digit = false;
      }
      anyDigit |= (kind & DIGIT) != 0;
    }
    if (group >= 0) {
      group(group, text.length(), digit);
    }
  }

  private static int other(char c) {
    int letter = Character.isLetter(c) ? LETTER : 0;
    int capital = Character.isUpperCase(c) ? CAPITAL : 0;
    int digit = Character.isDigit(c) ? DIGIT : 0;
    int inner = letter + digit > 0 || c == '’' ? INNER : 0;
    return letter | capital | digit | inner;
  }

  private void capital(int at) {
    if (capitalCount == capitals.length) {
      capitals = Arrays.copyOf(capitals, 2 * capitalCount);
    }
    capitals[capitalCount++] = at;
  }

  private void group(int start, int end, boolean digit) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      digits = Arrays.copyOf(digits, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    digits[count++] = digit;
  }

  int capitals() {
    return capitalCount;
  }

  /** Where a capital letter starts a word. */
  int capitalAt(int number) {
    return capitals[number];
  }

  /** Whether the text has a digit of any script. */
  boolean hasDigits() {
    return anyDigit;
  }

  /** Stretches of letters and digits, of {@link AlnumGroups}. */
  int groups() {
    return count;
  }

  int start(int group) {
    return starts[group];
  }

  int end(int group) {
    return ends[group];
  }

  /** Whether one of the first characters of the group is a digit. */
  boolean hasDigit(int group) {
    return digits[group];
  }
}
