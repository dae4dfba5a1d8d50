package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionDifferenceTest {

  /** Newcombe 1998, table II, method 10. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, .2000, .0524, .3339",
    "9, 10, 3, 10, .6000, .1705, .8090",
    "10, 10, 0, 20, 1.0000, .6791, 1.0000",
    "0, 10, 0, 10, .0000, -.2775, .2775"
  })
  void of_publishedCases_areMatched(
      int a, int trialsA, int b, int trialsB, double point, double low, double high) {
    ProportionDifference difference = ProportionDifference.of(a, trialsA, b, trialsB);

    assertThat(difference.point()).isCloseTo(point, within(1e-12));
    assertThat(difference.interval().low()).isCloseTo(low, within(5e-5));
    assertThat(difference.interval().high()).isCloseTo(high, within(5e-5));
  }
}
