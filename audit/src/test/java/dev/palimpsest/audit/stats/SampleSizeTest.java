package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0.05, 0, 59", "0.05, 1, 93", "0.05, 2, 124",
    "0.01, 0, 299", "0.01, 1, 473", "0.01, 2, 628",
    "0.001, 0, 2995", "0.001, 1, 4742", "0.001, 2, 6294"
  })
  void needed_knownCases_areMatched(double rate, int exceedances, int trials) {
    assertThat(SampleSize.needed(rate, exceedances, 0.95)).isEqualTo(trials);
    assertThat(SampleSize.allowedExceedances(trials, rate, 0.95)).isEqualTo(exceedances);
    assertThat(SampleSize.allowedExceedances(trials - 1, rate, 0.95)).isEqualTo(exceedances - 1);
  }
}
