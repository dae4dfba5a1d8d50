package dev.palimpsest.jobs.ingest.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Lines of bytes, ended by LF or CR LF, or by the end of the input. Memory is bounded by {@link
 * #MAX_LINE}: what is longer is hashed and skipped.
 */
final class LineReader {

  /** Bytes of the longest line that is read. */
  static final int MAX_LINE = 16 * 1024 * 1024;

  /** What became of a line. */
  enum State {
    WHOLE,
    TOO_LARGE,
    /** The compressed stream ended, or broke, inside or before the line. */
    CUT
  }

  /**
   * A line without its end.
   *
   * @param number from 1
   * @param bytes null unless the line is whole
   * @param sha256 hexadecimal digest of its bytes, without line end and byte order mark
   */
  record Line(long number, byte @Nullable [] bytes, String sha256, State state) {}

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final MessageDigest digest;
  private int at;
  private int limit;
  private long number;
  private boolean ended;
  private byte[] line = new byte[1 << 12];

  /**
   * @param in the unpacked bytes
   * @param firstLine number of the first line
   */
  LineReader(InputStream in, long firstLine) {
    this.in = in;
    this.number = firstLine - 1;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The next line, blank ones too; null at the end. */
  @Nullable Line next() throws IOException {
    if (ended) {
      return null;
    }
    int length = 0;
    boolean any = false;
    boolean large = false;
    boolean pendingReturn = false;
    digest.reset();
    while (true) {
      if (at == limit) {
        try {
          limit = in.read(buffer);
        } catch (EOFException | ZipException e) {
          ended = true;
          number++;
          return new Line(number, null, HexFormat.of().formatHex(digest.digest()), State.CUT);
        }
        at = 0;
        if (limit < 0) {
          ended = true;
          limit = 0;
          return any ? finish(length, large, pendingReturn) : null;
        }
      }
      any = true;
      int end = at;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int count = end - at;
      if (count > 0) {
        if (pendingReturn) {
          length = append(RETURN, 0, 1, length, large);
          pendingReturn = false;
        }
        // A CR is held back: it belongs to the line only if no LF follows.
        if (buffer[end - 1] == '\r') {
          pendingReturn = true;
          count--;
        }
        large |= length + (long) count > MAX_LINE;
        length = append(buffer, at, count, length, large);
      }
      at = end;
      if (end < limit) {
        at = end + 1;
        return finish(length, large, false);
      }
    }
  }

  private static final byte[] RETURN = {'\r'};

  private int append(byte[] source, int from, int count, int length, boolean large) {
    int skip = 0;
    if (number == 0 && length == 0 && count >= 3 && isMark(source, from)) {
      skip = 3;
    }
    digest.update(source, from + skip, count - skip);
    if (large) {
      return Math.max(length, 1);
    }
    int needed = length + count - skip;
    if (needed > line.length) {
      line = Arrays.copyOf(line, Math.max(needed, Math.min(line.length * 2, MAX_LINE + 1)));
    }
    System.arraycopy(source, from + skip, line, length, count - skip);
    return needed;
  }

  private static boolean isMark(byte[] bytes, int from) {
    return bytes[from] == (byte) 0xEF
        && bytes[from + 1] == (byte) 0xBB
        && bytes[from + 2] == (byte) 0xBF;
  }

  private Line finish(int length, boolean large, boolean pendingReturn) {
    if (pendingReturn) {
      length = append(RETURN, 0, 1, length, large);
    }
    number++;
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return large
        ? new Line(number, null, sha256, State.TOO_LARGE)
        : new Line(number, Arrays.copyOf(line, length), sha256, State.WHOLE);
  }
}
