package dev.palimpsest.audit.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Reads the data of tensors piece by piece through memory maps, and refuses numbers that are not
 * finite.
 */
public final class TensorReader {
  /** A map may not exceed 2 GiB; a power of two keeps every element in one piece. */
  private static final long PIECE_BYTES = 1L << 28;

  private static final int SCANNED = 1 << 14;

  private TensorReader() {}

  /** Takes the elements of a tensor in order. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param piece direct, little-endian, positioned at the first element; valid during the call
     * @param firstElement index of the first element of the piece in row-major order
     */
    void accept(ByteBuffer piece, long firstElement);
  }

  /** Gives all elements of {@code entry} to {@code sink}. */
  public static void read(TensorEntry entry, Sink sink) {
    if (!entry.type().isReadable()) {
      throw new CheckpointException(
          entry.place() + " is stored as " + entry.type() + "; supported are F32, F16 and BF16");
    }
    try (FileChannel channel = FileChannel.open(entry.file(), StandardOpenOption.READ)) {
      if (channel.size() < entry.start() + entry.bytes()) {
        throw new CheckpointException(entry.place() + ": the file became shorter while in use");
      }
      for (long done = 0; done < entry.bytes(); done += PIECE_BYTES) {
        long length = Math.min(PIECE_BYTES, entry.bytes() - done);
        MappedByteBuffer piece =
            channel.map(FileChannel.MapMode.READ_ONLY, entry.start() + done, length);
        piece.order(ByteOrder.LITTLE_ENDIAN);
        checkFinite(entry, piece, done / entry.type().bytes());
        sink.accept(piece, done / entry.type().bytes());
      }
    } catch (IOException e) {
      throw new CheckpointException(entry.place() + " cannot be read", e);
    }
  }

  /** Whether two tensors of the same type and shape have the same bytes. */
  static boolean sameData(TensorEntry a, TensorEntry b) {
    if (a.type() != b.type() || a.bytes() != b.bytes()) {
      return false;
    }
    try (FileChannel first = FileChannel.open(a.file(), StandardOpenOption.READ);
        FileChannel second = FileChannel.open(b.file(), StandardOpenOption.READ)) {
      for (long done = 0; done < a.bytes(); done += PIECE_BYTES) {
        long length = Math.min(PIECE_BYTES, a.bytes() - done);
        var left = first.map(FileChannel.MapMode.READ_ONLY, a.start() + done, length);
        var right = second.map(FileChannel.MapMode.READ_ONLY, b.start() + done, length);
        if (left.mismatch(right) >= 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new CheckpointException(a.place() + " or " + b.place() + " cannot be read", e);
    }
  }

  /** In all three formats a number is not finite if and only if its exponent bits are all ones. */
  private static void checkFinite(TensorEntry entry, ByteBuffer piece, long firstElement) {
    boolean wide = entry.type() == StorageType.F32;
    int exponent = wide ? 0x7F800000 : entry.type() == StorageType.F16 ? 0x7C00 : 0x7F80;
    int count = piece.remaining() / entry.type().bytes();
    int[] ints = new int[wide ? Math.min(count, SCANNED) : 0];
    short[] shorts = new short[wide ? 0 : Math.min(count, SCANNED)];
    for (int at = 0; at < count; at += SCANNED) {
      int length = Math.min(SCANNED, count - at);
      int largest = 0;
      if (wide) {
        piece.asIntBuffer().get(at, ints, 0, length);
        for (int i = 0; i < length; i++) {
          largest = Math.max(largest, ints[i] & exponent);
        }
      } else {
        piece.asShortBuffer().get(at, shorts, 0, length);
        for (int i = 0; i < length; i++) {
          largest = Math.max(largest, shorts[i] & exponent);
        }
      }
      if (largest == exponent) {
        throw notFinite(entry, exponent, wide ? ints : widen(shorts), length, firstElement + at);
      }
    }
  }

  private static int[] widen(short[] values) {
    int[] wide = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static CheckpointException notFinite(
      TensorEntry entry, int exponent, int[] bits, int length, long first) {
    int i = 0;
    while (i < length - 1 && (bits[i] & exponent) != exponent) {
      i++;
    }
    int mantissa = Integer.lowestOneBit(exponent) - 1;
    String what = (bits[i] & mantissa) == 0 ? "infinite" : "NaN";
    return new CheckpointException(
        entry.place() + ": element " + (first + i) + " is " + what + "; all must be finite");
  }
}
