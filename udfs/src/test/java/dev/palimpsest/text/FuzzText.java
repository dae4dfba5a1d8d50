package dev.palimpsest.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Any text from any bytes: UTF-8, where a byte that is none becomes half a surrogate pair. */
public final class FuzzText {

  private FuzzText() {}

  /** Every byte of {@code bytes} takes part; text in UTF-8 is that text. */
  public static String of(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      for (int i = 0; result.isError() && i < result.length(); i++) {
        out.put((char) (0xdc00 | in.get() & 0xff));
      }
    }
    return out.flip().toString();
  }
}
