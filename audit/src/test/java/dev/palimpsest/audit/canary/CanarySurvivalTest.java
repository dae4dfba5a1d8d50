package dev.palimpsest.audit.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanarySurvivalTest {

  /** Ten characters, one a token; the secret owns tokens 5, 6, 7. */
  private static final Canary CANARY =
      new Canary(new CanaryArm("c", "f", 1, true), "code 123 .", 5, 8);

  private static final int[] STARTS = IntStream.range(0, 10).toArray();
  private static final int[] ENDS = IntStream.rangeClosed(1, 10).toArray();

  @ParameterizedTest
  @CsvSource({"10, SURVIVED", "8, SURVIVED", "7, TRUNCATED", "2, TRUNCATED"})
  void afterTruncation_lengths_decide(int length, CanarySurvival expected) {
    assertThat(CanarySurvival.afterTruncation(CANARY, STARTS, ENDS, trained(), length))
        .isEqualTo(expected);
  }

  /** Sequences of 16: the secret stands at offset + 5 to offset + 7. */
  @ParameterizedTest
  @CsvSource({"0, SURVIVED", "8, SURVIVED", "9, SPLIT", "10, SPLIT", "11, SPLIT", "12, SURVIVED"})
  void afterPacking_offsets_decide(long offset, CanarySurvival expected) {
    assertThat(CanarySurvival.afterPacking(CANARY, STARTS, ENDS, trained(), offset, 16))
        .isEqualTo(expected);
  }

  @Test
  void afterTruncation_maskedToken_isNotTrained() {
    boolean[] inLoss = trained();
    inLoss[6] = false;

    assertThat(CanarySurvival.afterTruncation(CANARY, STARTS, ENDS, inLoss, 10))
        .isEqualTo(CanarySurvival.NOT_TRAINED);
  }

  @Test
  void afterTruncation_noTokens_isAbsent() {
    assertThat(CanarySurvival.afterTruncation(CANARY, new int[0], new int[0], new boolean[0], 10))
        .isEqualTo(CanarySurvival.ABSENT);
  }

  private static boolean[] trained() {
    boolean[] inLoss = new boolean[10];
    Arrays.fill(inLoss, true);
    return inLoss;
  }
}
