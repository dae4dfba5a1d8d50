package dev.palimpsest.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From boundaries between characters of a decoded string to boundaries in the outermost string that
 * it was decoded from, through any number of layers. Both sides count UTF-16 units.
 *
 * <p>Characters of an encoded string follow each other without gaps, so a boundary is the end of
 * one character and the start of the next, and one lookup serves both.
 */
final class OffsetMap {

  private static final int[] NONE = {};

  static final OffsetMap IDENTITY = new OffsetMap(0, NONE, NONE, 0, null);

  private final int base;
  private final int[] decoded;
  private final int[] encoded;
  private final int jumps;
  private final @Nullable OffsetMap outer;

  private OffsetMap(int base, int[] decoded, int[] encoded, int jumps, @Nullable OffsetMap outer) {
    this.base = base;
    this.decoded = decoded;
    this.encoded = encoded;
    this.jumps = jumps;
    this.outer = outer;
  }

  /** Boundary {@code offset} of the decoded string as a boundary of the outermost one. */
  int outermost(int offset) {
    int at = Arrays.binarySearch(decoded, 0, jumps, offset);
    int run = at >= 0 ? at : -at - 2;
    int local = run < 0 ? base + offset : encoded[run] + offset - decoded[run];
    return outer == null ? local : outer.outermost(local);
  }

  /** Collects the jumps of one string while it is decoded. */
  static final class Builder {
    private int[] decoded = NONE;
    private int[] encoded = NONE;
    private int jumps;

    /** After the escape that ends at {@code encodedEnd}, decoding goes on at {@code decodedEnd}. */
    void jump(int decodedEnd, int encodedEnd) {
      if (jumps == decoded.length) {
        decoded = Arrays.copyOf(decoded, Math.max(8, 2 * jumps));
        encoded = Arrays.copyOf(encoded, Math.max(8, 2 * jumps));
      }
      decoded[jumps] = decodedEnd;
      encoded[jumps++] = encodedEnd;
    }

    /**
     * @param base where the string starts in the layer around it
     * @param outer the map of that layer
     */
    OffsetMap build(int base, OffsetMap outer) {
      return new OffsetMap(base, decoded, encoded, jumps, outer == IDENTITY ? null : outer);
    }
  }
}
