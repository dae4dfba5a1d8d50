package dev.palimpsest.audit.signal;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * {@link TokenSignals} as bytes for a table cell, about 25 per token, without loss: a format byte,
 * the number of tokens, then column by column. Integers are differences (to the token before, to
 * the start, to the token itself) as zigzag variable-length numbers, floats are little-endian.
 */
public final class PackedSignals {
  private static final byte FORMAT = 1;

  private PackedSignals() {}

  /** The signals as bytes. */
  public static byte[] pack(TokenSignals signals) {
    int n = signals.size();
    ByteArrayOutputStream out = new ByteArrayOutputStream(30 * n + 8);
    out.write(FORMAT);
    writeNumber(out, n);
    for (int i = 0; i < n; i++) {
      writeNumber(out, signals.tokens()[i]);
    }
    for (int i = 0; i < n; i++) {
      writeNumber(out, signals.starts()[i] - (i == 0 ? 0 : signals.starts()[i - 1]));
      writeNumber(out, signals.ends()[i] - signals.starts()[i]);
    }
    for (int i = 0; i < n; i++) {
      writeNumber(out, signals.argmax()[i] - signals.tokens()[i]);
      writeNumber(out, signals.rank()[i]);
    }
    writeFloats(out, signals.logprob());
    writeFloats(out, signals.mean());
    writeFloats(out, signals.sd());
    writeFloats(out, signals.lseTop40());
    out.writeBytes(bits(signals.inLoss()));
    return out.toByteArray();
  }

  /**
   * The signals that {@link #pack} turned into {@code bytes}.
   *
   * @throws IllegalArgumentException if the bytes are not whole or of another format
   */
  public static TokenSignals unpack(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte format = in.get();
      if (format != FORMAT) {
        throw new IllegalArgumentException("packed signals of an unknown format: " + format);
      }
      TokenSignals signals = read(in);
      if (in.hasRemaining()) {
        throw new IllegalArgumentException(
            "packed signals have " + in.remaining() + " bytes too many");
      }
      return signals;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "packed signals are cut short: " + bytes.length + " bytes", e);
    }
  }

  private static TokenSignals read(ByteBuffer in) {
    int n = readNumber(in);
    if (n < 0 || n > in.remaining()) {
      throw new IllegalArgumentException("packed signals claim " + n + " tokens");
    }
    int[] tokens = new int[n];
    int[] starts = new int[n];
    int[] ends = new int[n];
    int[] argmax = new int[n];
    int[] rank = new int[n];
    for (int i = 0; i < n; i++) {
      tokens[i] = readNumber(in);
    }
    for (int i = 0; i < n; i++) {
      starts[i] = readNumber(in) + (i == 0 ? 0 : starts[i - 1]);
      ends[i] = starts[i] + readNumber(in);
    }
    for (int i = 0; i < n; i++) {
      argmax[i] = tokens[i] + readNumber(in);
      rank[i] = readNumber(in);
    }
    float[] logprob = readFloats(in, n);
    float[] mean = readFloats(in, n);
    float[] sd = readFloats(in, n);
    float[] lseTop40 = readFloats(in, n);
    boolean[] inLoss = readBits(in, n);
    return new TokenSignals(
        tokens, starts, ends, logprob, mean, sd, argmax, rank, lseTop40, inLoss);
  }

  private static void writeNumber(ByteArrayOutputStream out, int value) {
    int rest = (value << 1) ^ (value >> 31);
    while ((rest & ~0x7F) != 0) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static int readNumber(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IllegalArgumentException("packed signals hold a number of more than 32 bits");
  }

  private static void writeFloats(ByteArrayOutputStream out, float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    out.writeBytes(buffer.array());
  }

  private static float[] readFloats(ByteBuffer in, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = in.getFloat();
    }
    return values;
  }

  private static byte[] bits(boolean[] values) {
    BitSet set = new BitSet(values.length);
    for (int i = 0; i < values.length; i++) {
      set.set(i, values[i]);
    }
    byte[] bytes = new byte[(values.length + 7) / 8];
    byte[] used = set.toByteArray();
    System.arraycopy(used, 0, bytes, 0, used.length);
    return bytes;
  }

  private static boolean[] readBits(ByteBuffer in, int n) {
    byte[] bytes = new byte[(n + 7) / 8];
    in.get(bytes);
    BitSet set = BitSet.valueOf(bytes);
    boolean[] values = new boolean[n];
    for (int i = 0; i < n; i++) {
      values[i] = set.get(i);
    }
    return values;
  }
}
