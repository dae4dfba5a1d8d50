package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.audit.checkpoint.StorageType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {

  /** Values by hand from IEEE 754-2019, table 3.5 and section 3.4. */
  @ParameterizedTest
  @CsvSource({
    "0000, 0",
    "3C00, 1",
    "C000, -2",
    "3555, 0.333251953125",
    "7BFF, 65504",
    "0400, 6.103515625e-5",
    "0001, 5.9604644775390625e-8",
    "83FF, -6.097555160522461e-5",
    "7C00, Infinity",
    "FC00, -Infinity",
    "7E00, NaN",
  })
  void fromHalf_bits_giveTheirValue(String bits, float value) {
    assertThat((Object) HalfPrecision.fromHalf((short) Integer.parseInt(bits, 16)))
        .isEqualTo(value);
  }

  @Test
  void widen_everyType_startsWhereAsked() {
    ByteBuffer stored = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    stored.putShort(2, (short) 0x3FC0).putShort(4, (short) 0xC000).putFloat(8, 0.1f);
    float[] values = new float[3];

    HalfPrecision.widen(stored, StorageType.BF16, 1, values, 2);
    assertThat(values).containsExactly(1.5f, -2, 0);
    HalfPrecision.widen(stored, StorageType.F16, 2, values, 1);
    assertThat(values).containsExactly(-2, -2, 0);
    HalfPrecision.widen(stored, StorageType.F32, 2, values, 1);
    assertThat(values).containsExactly(0.1f, -2, 0);
  }
}
