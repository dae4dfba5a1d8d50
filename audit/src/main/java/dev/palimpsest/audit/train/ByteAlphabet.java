package dev.palimpsest.audit.train;

import java.nio.charset.StandardCharsets;

/**
 * The printable characters that stand for bytes in byte-level tokenizers (Radford et al. 2019,
 * {@code bytes_to_unicode} of the GPT-2 encoder): printable Latin-1 bytes stand for themselves, all
 * others for the characters from U+0100 on, in order.
 */
final class ByteAlphabet {

  /** Number of bytes. */
  static final int SIZE = 256;

  private static final char[] CHARACTERS = characters();

  private ByteAlphabet() {}

  private static char[] characters() {
    char[] characters = new char[SIZE];
    char next = 256;
    for (int b = 0; b < SIZE; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
      characters[b] = printable ? (char) b : next++;
    }
    return characters;
  }

  /** The character that stands for {@code b}, in [0, 256). */
  static char character(int b) {
    return CHARACTERS[b];
  }

  /** The bytes of {@code text} in UTF-8, each in [0, 256). */
  static int[] bytes(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    int[] bytes = new int[encoded.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = encoded[i] & 0xFF;
    }
    return bytes;
  }
}
