package dev.palimpsest.audit.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedSignalsTest {
  private static final long SEED = 21;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 1000})
  void unpack_packedSignals_areTheSameBitForBit(int size) {
    TokenSignals signals = random(size);

    TokenSignals unpacked = PackedSignals.unpack(PackedSignals.pack(signals));

    assertThat(unpacked.tokens()).isEqualTo(signals.tokens());
    assertThat(unpacked.starts()).isEqualTo(signals.starts());
    assertThat(unpacked.ends()).isEqualTo(signals.ends());
    assertThat(unpacked.logprob()).isEqualTo(signals.logprob());
    assertThat(unpacked.mean()).isEqualTo(signals.mean());
    assertThat(unpacked.sd()).isEqualTo(signals.sd());
    assertThat(unpacked.argmax()).isEqualTo(signals.argmax());
    assertThat(unpacked.rank()).isEqualTo(signals.rank());
    assertThat(unpacked.lseTop40()).isEqualTo(signals.lseTop40());
    assertThat(unpacked.inLoss()).isEqualTo(signals.inLoss());
  }

  @Test
  void pack_thousandTokens_takesAbout25BytesEach() {
    assertThat(PackedSignals.pack(random(1000)).length).isBetween(20_000, 28_000);
  }

  @Test
  void unpack_cutShort_isRefusedAtEveryLength() {
    byte[] packed = PackedSignals.pack(random(20));
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> PackedSignals.unpack(cut))
          .withMessageStartingWith("packed signals ");
    }
  }

  @Test
  void unpack_otherFormatOrMoreBytes_isRefused() {
    byte[] packed = PackedSignals.pack(random(3));
    byte[] longer = Arrays.copyOf(packed, packed.length + 2);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PackedSignals.unpack(longer))
        .withMessage("packed signals have 2 bytes too many");
    packed[0] = 9;
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PackedSignals.unpack(packed))
        .withMessage("packed signals of an unknown format: 9");
  }

  private static TokenSignals random(int n) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] tokens = random.ints(n, 0, 50_000).toArray();
    int[] starts = new int[n];
    int[] ends = new int[n];
    int[] rank = new int[n];
    int[] argmax = new int[n];
    float[][] floats = new float[4][n];
    boolean[] inLoss = new boolean[n];
    for (int i = 0; i < n; i++) {
      starts[i] = i == 0 ? 0 : ends[i - 1] - random.nextInt(2);
      ends[i] = starts[i] + random.nextInt(5);
      rank[i] = i == 0 ? -1 : 1 + (random.nextBoolean() ? 0 : random.nextInt(50_000));
      argmax[i] = i == 0 ? -1 : rank[i] == 1 ? tokens[i] : random.nextInt(50_000);
      inLoss[i] = random.nextBoolean();
      for (float[] column : floats) {
        column[i] = i == 0 ? Float.NaN : (float) -random.nextDouble();
      }
    }
    return new TokenSignals(
        tokens, starts, ends, floats[0], floats[1], floats[2], argmax, rank, floats[3], inLoss);
  }
}
