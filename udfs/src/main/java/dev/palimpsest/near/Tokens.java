package dev.palimpsest.near;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tokens of folded texts, in order, in one buffer of UTF-16LE bytes with a space between two.
 *
 * <p>A word is a run of letters, numbers and underscores, not of underscores alone; marks, ZWNJ and
 * ZWJ lengthen it. One of {@code ' ’ . ·} between two letters, or one of {@code ' ’ . , ;} between
 * two decimal digits, does not end it (Unicode Standard Annex 29, WB6 to WB12, without the colon).
 * Characters of scripts that are written without spaces form runs of their own: a run of one
 * character is a token, a longer one gives its character bigrams. All else separates.
 */
final class Tokens {

  private static final VarHandle CHAR =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);

  /** Of ASCII, the letters and digits. */
  private static final boolean[] ALPHANUMERIC = new boolean[128];

  static {
    for (int c = 0; c < ALPHANUMERIC.length; c++) {
      WordClass wordClass = WordClass.of(c);
      ALPHANUMERIC[c] = wordClass == WordClass.LETTER || wordClass == WordClass.DECIMAL_DIGIT;
    }
  }

  private byte[] bytes = new byte[1024];
  private int length;
  private int[] starts = new int[128];
  private int count;
  private char[] text = {};
  private int textEnd;

  /** Adds the tokens of {@code folded}; no token spans two texts. */
  void add(String folded) {
    // An array of chars is read much faster than a string, of which each char is looked up anew.
    text = folded.toCharArray();
    textEnd = text.length;
    int at = 0;
    while (at < textEnd) {
      char c = text[at];
      if (c < ALPHANUMERIC.length && ALPHANUMERIC[c]) {
        at = addWord(at);
        continue;
      }
      int codePoint = codePoint(at);
      WordClass first = WordClass.of(codePoint);
      if (first == WordClass.SPACELESS) {
        at = addSpacelessRun(at);
      } else if (first.startsWord()) {
        at = addWord(at);
      } else {
        at += Character.charCount(codePoint);
      }
    }
  }

  int count() {
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where token {@code index} begins in {@link #bytes}. */
  int start(int index) {
    return starts[index];
  }

  /** Where token {@code index} ends in {@link #bytes}, exclusive. */
  int end(int index) {
    return index + 1 < count ? starts[index + 1] - 2 : length;
  }

  List<String> toList() {
    List<String> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(new String(bytes, start(i), end(i) - start(i), StandardCharsets.UTF_16LE));
    }
    return list;
  }

  private int codePoint(int at) {
    char c = text[at];
    return Character.isHighSurrogate(c) ? Character.codePointAt(text, at, textEnd) : c;
  }

  private int addWord(int from) {
    boolean moreThanUnderscores = false;
    int at = from;
    while (at < textEnd) {
      char c = text[at];
      if (c < ALPHANUMERIC.length && ALPHANUMERIC[c]) {
        moreThanUnderscores = true;
        at++;
        continue;
      }
      int codePoint = codePoint(at);
      WordClass next = WordClass.of(codePoint);
      if (!next.extendsWord() && !(at > from && joins(at))) {
        break;
      }
      moreThanUnderscores |= next != WordClass.UNDERSCORE;
      at += Character.charCount(codePoint);
    }
    if (moreThanUnderscores) {
      append(from, at);
    }
    return at;
  }

  /** Whether the character at {@code at} joins what stands before and behind it. */
  private boolean joins(int at) {
    char c = text[at];
    boolean letters = c == '\'' || c == '’' || c == '.' || c == '·';
    boolean digits = c == '\'' || c == '’' || c == '.' || c == ',' || c == ';';
    if (!(letters || digits) || at + 1 >= textEnd) {
      return false;
    }
    WordClass before = WordClass.of(Character.codePointBefore(text, at));
    WordClass after = WordClass.of(codePoint(at + 1));
    return (letters
            && (before == WordClass.LETTER || before == WordClass.MARK)
            && after == WordClass.LETTER)
        || (digits && before == WordClass.DECIMAL_DIGIT && after == WordClass.DECIMAL_DIGIT);
  }

  private int addSpacelessRun(int from) {
    int previous = from;
    int at = from + Character.charCount(codePoint(from));
    if (at == textEnd || WordClass.of(codePoint(at)) != WordClass.SPACELESS) {
      append(from, at);
      return at;
    }
    while (at < textEnd) {
      int codePoint = codePoint(at);
      if (WordClass.of(codePoint) != WordClass.SPACELESS) {
        break;
      }
      int end = at + Character.charCount(codePoint);
      append(previous, end);
      previous = at;
      at = end;
    }
    return at;
  }

  private void append(int from, int to) {
    int needed = length + 2 * (to - from) + 2;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    byte[] target = bytes;
    int at = length;
    if (count > 0) {
      CHAR.set(target, at, ' ');
      at += 2;
    }
    starts[count++] = at;
    char[] source = text;
    for (int i = from; i < to; i++, at += 2) {
      CHAR.set(target, at, source[i]);
    }
    length = at;
  }
}
