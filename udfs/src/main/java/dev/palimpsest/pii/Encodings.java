package dev.palimpsest.pii;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The encodings that hide text from a scanner: percent-encoding (RFC 3986, 2.1), character
 * references (HTML), characters that look like others or like nothing, and base 64 and base 16 (RFC
 * 4648) of text.
 */
final class Encodings {

  static final int LONGEST = 1 << 16;

  private static final boolean[] PACKED = packedAlphabet();
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2}){12,}|(?:[0-9A-F]{2}){12,}");
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));");

  private Encodings() {}

  /** Every decoded stretch of {@code text}; none in most texts. */
  static List<Decoded> of(String text) {
    Signs signs = new Signs();
    signs.read(text);
    return of(text, signs);
  }

  /** As {@link #of(String)}, by the signs of {@code text}. */
  static List<Decoded> of(String text, Signs signs) {
    boolean none =
        !signs.hasPercent()
            && !signs.hasAmpersand()
            && !signs.hasFolded()
            && signs.packed().size() == 0;
    if (none) {
      return List.of();
    }
    List<Decoded> all = new ArrayList<>();
    if (signs.hasPercent()) {
      addIfSet(all, percent(text));
    }
    if (signs.hasAmpersand()) {
      addIfSet(all, references(text));
    }
    if (signs.hasFolded()) {
      addIfSet(all, folded(text));
    }
    Stretches packed = signs.packed();
    for (int stretch = 0; stretch < packed.size(); stretch++) {
      addPacked(all, text, packed.start(stretch), packed.end(stretch));
    }
    return all;
  }

  /** Long words of the alphabets of base 16 and base 64, with their padding. */
  private static void addPacked(List<Decoded> all, String text, int from, int to) {
    int i = from;
    while (i < to) {
      int start = i;
      while (i < text.length() && isPacked(text.charAt(i))) {
        i++;
      }
      int padded = i;
      while (padded < text.length() && text.charAt(padded) == '=' && padded - i < 2) {
        padded++;
      }
      boolean open = padded < text.length() && isPackedOrPadding(text.charAt(padded));
      boolean inside = start > 0 && text.charAt(start - 1) == '=';
      if (i - start >= Signs.PACKED_LENGTH && i - start <= LONGEST && !open && !inside) {
        addIfSet(all, packed(text.substring(start, padded), start, padded));
      }
      i = Math.max(i, start + 1);
    }
  }

  private static boolean isPackedOrPadding(char c) {
    return c == '=' || isPacked(c);
  }

  static boolean isPacked(char c) {
    return c < 128 && PACKED[c];
  }

  private static boolean[] packedAlphabet() {
    boolean[] alphabet = new boolean[128];
    for (char c = 0; c < 128; c++) {
      alphabet[c] = Character.isLetterOrDigit(c) || "+/_-".indexOf(c) >= 0;
    }
    return alphabet;
  }

  private static void addIfSet(List<Decoded> all, @Nullable Decoded decoded) {
    if (decoded != null) {
      all.add(decoded);
    }
  }

  private static @Nullable Decoded percent(String text) {
    int first = text.indexOf('%');
    while (first >= 0 && !isEscape(text, first)) {
      first = text.indexOf('%', first + 1);
    }
    if (first < 0) {
      return null;
    }
    Decoded.Builder decoded = new Decoded.Builder(text.length());
    boolean any = false;
    int i = 0;
    while (i < text.length()) {
      int end = i;
      while (isEscape(text, end)) {
        end += 3;
      }
      if (end == i) {
        decoded.add(text.charAt(i), i, i + 1);
        i++;
        continue;
      }
      byte[] bytes = HexFormat.of().parseHex(text.substring(i, end).replace("%", ""));
      String characters = text(bytes);
      if (characters == null) {
        decoded.add(text.substring(i, end), i, end);
      } else if (characters.length() == bytes.length) {
        for (int k = 0; k < bytes.length; k++) {
          decoded.add(characters.charAt(k), i + 3 * k, i + 3 * k + 3);
        }
        any = true;
      } else {
        decoded.add(characters, i, end);
        any = true;
      }
      i = end;
    }
    return any ? decoded.build() : null;
  }

  private static boolean isEscape(String text, int i) {
    return i + 2 < text.length()
        && text.charAt(i) == '%'
        && HexFormat.isHexDigit(text.charAt(i + 1))
        && HexFormat.isHexDigit(text.charAt(i + 2));
  }

  private static @Nullable Decoded references(String text) {
    Matcher reference = REFERENCE.matcher(text);
    if (!reference.find()) {
      return null;
    }
    Decoded.Builder decoded = new Decoded.Builder(text.length());
    int done = 0;
    do {
      for (int i = done; i < reference.start(); i++) {
        decoded.add(text.charAt(i), i, i + 1);
      }
      decoded.add(character(reference), reference.start(), reference.end());
      done = reference.end();
    } while (reference.find());
    for (int i = done; i < text.length(); i++) {
      decoded.add(text.charAt(i), i, i + 1);
    }
    return decoded.build();
  }

  private static String character(Matcher reference) {
    String name = reference.group(3);
    if (name != null) {
      return switch (name) {
        case "amp" -> "&";
        case "lt" -> "<";
        case "gt" -> ">";
        case "quot" -> "\"";
        case "apos" -> "'";
        default -> " ";
      };
    }
    String decimal = reference.group(1);
    int point =
        decimal != null
            ? Integer.parseInt(decimal)
            : Integer.parseInt(String.valueOf(reference.group(2)), 16);
    return Character.isValidCodePoint(point) ? Character.toString(point) : "\ufffd";
  }

  /**
   * Full-width signs as ASCII, digits of all scripts as ASCII, what has no width left out, letters
   * that look like Latin ones in Latin words as these.
   */
  private static @Nullable Decoded folded(String text) {
    String latin = LookAlikes.fold(text);
    int i = 0;
    while (i < text.length() && fold(latin.charAt(i)) == text.charAt(i)) {
      i++;
    }
    if (i == text.length()) {
      return null;
    }
    Decoded.Builder decoded = new Decoded.Builder(text.length());
    for (int k = 0; k < text.length(); k++) {
      int c = fold(latin.charAt(k));
      if (c >= 0) {
        decoded.add((char) c, k, k + 1);
      }
    }
    return decoded.build();
  }

  /** The plain character; −1 for one without width. */
  static int fold(char c) {
    if (c < 0xad) {
      return c;
    }
    if (c == 0xad || (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff) {
      return -1;
    }
    if (c >= 0xff01 && c <= 0xff5e) {
      return c - 0xfee0;
    }
    int digit = c >= 0x660 ? Character.digit(c, 10) : -1;
    return digit >= 0 ? '0' + digit : c;
  }

  /** Base 16 or base 64 that is text; of a part of it, all of it must go. */
  private static @Nullable Decoded packed(String word, int start, int end) {
    byte[] bytes;
    if (HEX.matcher(word).matches()) {
      bytes = HexFormat.of().parseHex(word);
    } else {
      String standard = standard(word);
      if (!mayBeBase64(standard)) {
        return null;
      }
      try {
        bytes = Base64.getDecoder().decode(standard);
      } catch (IllegalArgumentException notEncoded) {
        return null;
      }
    }
    String decoded = bytes.length > LONGEST ? null : text(bytes);
    if (decoded == null || !isReadable(decoded)) {
      return null;
    }
    Decoded.Builder builder = new Decoded.Builder(decoded.length());
    builder.add(decoded, start, end);
    return builder.build();
  }

  /**
   * Whether the length is right and the first two bytes could be text: most long words are ruled
   * out by that.
   */
  private static boolean mayBeBase64(String word) {
    if (word.length() % 4 == 1) {
      return false;
    }
    int bits = sextet(word.charAt(0)) << 12 | sextet(word.charAt(1)) << 6 | sextet(word.charAt(2));
    int first = bits >>> 10;
    int second = bits >>> 2 & 0xff;
    return first < 0x80
        ? isReadable((char) first) && (second < 0x80 || second >= 0xc2)
        : first >= 0xc2 && first <= 0xf4 && second >= 0x80 && second < 0xc0;
  }

  private static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    return c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : 63;
  }

  private static String standard(String word) {
    int length = word.length();
    while (length > 0 && word.charAt(length - 1) == '=') {
      length--;
    }
    return word.substring(0, length).replace('-', '+').replace('_', '/');
  }

  private static boolean isReadable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isReadable(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isReadable(char c) {
    return c >= ' ' ? c != 0x7f : c == '\n' || c == '\r' || c == '\t';
  }

  /** The bytes as UTF-8; null if they are none. */
  private static @Nullable String text(byte[] bytes) {
    // Its result, not its exception: most hexadecimal numbers are no text.
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
    return result.isError() ? null : text.flip().toString();
  }
}
