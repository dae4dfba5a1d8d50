package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatingPointTest {

  private static final double[] HUNDRED_CONTROLS =
      IntStream.rangeClosed(1, 100).asDoubleStream().toArray();

  @Test
  void empirical_onePercentOfHundred_allowsOneControl() {
    OperatingPoint point =
        OperatingPoint.empirical(new double[] {99, 99.5, 100, 101}, HUNDRED_CONTROLS, 0.01);

    assertThat(point).isEqualTo(new OperatingPoint(0.01, 99, 1, 3, 4, 100));
    assertThat(point.truePositiveRate()).isEqualTo(0.75);
    assertThat(point.falsePositiveRate()).isEqualTo(0.01);
  }

  /** 0.29 · 100 is 28.999… in floating point; 29 of 100 controls are still at most 0.29. */
  @ParameterizedTest
  @CsvSource({"0.29, 29", "0.07, 7", "0.58, 58", "0.009, 0", "0.999, 99"})
  void empirical_targetAtASharePoint_isNotRoundedAway(double target, int falsePositives) {
    assertThat(
            OperatingPoint.empirical(HUNDRED_CONTROLS, HUNDRED_CONTROLS, target).falsePositives())
        .isEqualTo(falsePositives);
  }

  @Test
  void empirical_tiesWithTheThreshold_doNotCount() {
    OperatingPoint point =
        OperatingPoint.empirical(
            new double[] {1, 1, 1}, new double[] {1, 1, 1, 1, 0, 0, 0, 0, 0, 0}, 0.2);

    assertThat(point).isEqualTo(new OperatingPoint(0.2, 1, 0, 0, 3, 10));
  }

  @Test
  void certified_tooFewControls_isEmpty() {
    assertThat(OperatingPoint.certified(HUNDRED_CONTROLS, HUNDRED_CONTROLS, 0.01)).isEmpty();
  }

  @Test
  void certified_299Controls_allowsNone() {
    double[] controls = IntStream.rangeClosed(1, 299).asDoubleStream().toArray();

    assertThat(OperatingPoint.certified(new double[] {298, 299, 300}, controls, 0.01))
        .contains(new OperatingPoint(0.01, 299, 0, 1, 3, 299));
  }

  /**
   * A certified threshold exceeds its target in at most 5 % of the draws, an empirical one often.
   */
  @Test
  void certified_manyDraws_keepsItsPromiseWhereEmpiricalDoesNot() {
    int certifiedBroken = 0;
    int empiricalBroken = 0;
    for (int seed = 0; seed < 400; seed++) {
      double[] controls = AreaUnderCurveTest.normal(seed, 473, 0);
      double certified =
          OperatingPoint.certified(controls, controls, 0.01).orElseThrow().threshold();
      double empirical = OperatingPoint.empirical(controls, controls, 0.01).threshold();
      // 2.3263 is the standard normal's 99 % quantile.
      certifiedBroken += certified < 2.3263 ? 1 : 0;
      empiricalBroken += empirical < 2.3263 ? 1 : 0;
    }

    assertThat(certifiedBroken).as("seeds 0 to 399").isLessThanOrEqualTo(30);
    assertThat(empiricalBroken).as("seeds 0 to 399").isGreaterThan(100);
  }

  @Test
  void empirical_targetOfZero_isRefused() {
    assertThatThrownBy(() -> OperatingPoint.empirical(HUNDRED_CONTROLS, HUNDRED_CONTROLS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target must be in (0, 1). Provided value: 0.0");
  }
}
