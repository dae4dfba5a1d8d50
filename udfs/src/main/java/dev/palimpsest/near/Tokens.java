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

  private byte[] bytes = new byte[1024];
  private int length;
  private int[] starts = new int[128];
  private int count;

  /** Adds the tokens of {@code folded}; no token spans two texts. */
  void add(String folded) {
    int at = 0;
    while (at < folded.length()) {
      int codePoint = folded.codePointAt(at);
      WordClass first = WordClass.of(codePoint);
      if (first == WordClass.SPACELESS) {
        at = addSpacelessRun(folded, at);
      } else if (first.startsWord()) {
        at = addWord(folded, at);
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

  private int addWord(String text, int from) {
    boolean moreThanUnderscores = false;
    WordClass last = WordClass.OTHER;
    int at = from;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      WordClass next = WordClass.of(codePoint);
      if (!next.extendsWord() && !joins(text, at, last)) {
        break;
      }
      moreThanUnderscores |= next != WordClass.UNDERSCORE;
      last = next;
      at += Character.charCount(codePoint);
    }
    if (moreThanUnderscores) {
      append(text, from, at);
    }
    return at;
  }

  /** Whether the character at {@code at}, after one of class {@code before}, joins two words. */
  private static boolean joins(String text, int at, WordClass before) {
    char c = text.charAt(at);
    boolean letters = c == '\'' || c == '’' || c == '.' || c == '·';
    boolean digits = c == '\'' || c == '’' || c == '.' || c == ',' || c == ';';
    if (!(letters || digits) || at + 1 >= text.length()) {
      return false;
    }
    WordClass after = WordClass.of(text.codePointAt(at + 1));
    return (letters
            && (before == WordClass.LETTER || before == WordClass.MARK)
            && after == WordClass.LETTER)
        || (digits && before == WordClass.DECIMAL_DIGIT && after == WordClass.DECIMAL_DIGIT);
  }

  private int addSpacelessRun(String text, int from) {
    int previous = from;
    int at = from + Character.charCount(text.codePointAt(from));
    if (at == text.length() || WordClass.of(text.codePointAt(at)) != WordClass.SPACELESS) {
      append(text, from, at);
      return at;
    }
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (WordClass.of(codePoint) != WordClass.SPACELESS) {
        break;
      }
      int end = at + Character.charCount(codePoint);
      append(text, previous, end);
      previous = at;
      at = end;
    }
    return at;
  }

  private void append(String text, int from, int to) {
    int needed = length + 2 * (to - from) + 2;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    if (count > 0) {
      CHAR.set(bytes, length, ' ');
      length += 2;
    }
    starts[count++] = length;
    byte[] target = bytes;
    int at = length;
    for (int i = from; i < to; i++, at += 2) {
      CHAR.set(target, at, text.charAt(i));
    }
    length = at;
  }
}
