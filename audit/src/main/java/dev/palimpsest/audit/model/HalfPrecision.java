package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.StorageType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Stored numbers as single-precision ones; widening loses nothing. */
final class HalfPrecision {
  private static final int FRACTION_BITS = 10;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;
  private static final int EXPONENT = 0x1F;

  private HalfPrecision() {}

  /**
   * Fills {@code values[0 … length)} with the numbers of {@code stored} from the {@code from}-th
   * on.
   */
  static void widen(ByteBuffer stored, StorageType type, int from, float[] values, int length) {
    switch (type) {
      case F32 -> {
        FloatBuffer floats = stored.asFloatBuffer();
        floats.get(from, values, 0, length);
      }
      case BF16 -> {
        ShortBuffer shorts = stored.asShortBuffer();
        for (int i = 0; i < length; i++) {
          values[i] = Float.intBitsToFloat(shorts.get(from + i) << Short.SIZE);
        }
      }
      case F16 -> {
        ShortBuffer shorts = stored.asShortBuffer();
        for (int i = 0; i < length; i++) {
          values[i] = fromHalf(shorts.get(from + i));
        }
      }
      case F64, I64, I32, I16, I8, U64, U32, U16, U8, BOOL, F8_E4M3, F8_E5M2 ->
          throw new IllegalStateException("parameters are never stored as " + type);
    }
  }

  /** IEEE 754 binary16: sign, five bits of exponent with a bias of 15, ten bits of fraction. */
  static float fromHalf(short half) {
    int exponent = half >> FRACTION_BITS & EXPONENT;
    int fraction = half & FRACTION;
    float size;
    if (exponent == EXPONENT) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      size = Math.scalb((float) fraction, -14 - FRACTION_BITS);
    } else {
      size = Math.scalb((float) (fraction | 1 << FRACTION_BITS), exponent - 15 - FRACTION_BITS);
    }
    return half < 0 ? -size : size;
  }
}
