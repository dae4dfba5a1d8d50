package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AreaDifferenceTest {

  @Test
  void of_identicalScores_isExactlyNothing() {
    double[] members = {0, 4, 6, 7};
    double[] controls = {1, 2, 3, 5};

    AreaDifference difference = AreaDifference.of(members, controls, members, controls);

    assertThat(difference.point()).isZero();
    assertThat(difference.standardError()).isZero();
  }

  /**
   * By hand: a has V10 (0, ¾, 1, 1), V01 (¾, ¾, ¾, ½); b swaps members 0 and 4 for 8 and 9, so V10
   * and V01 are all 1: variance 0, covariance 0.
   */
  @Test
  void of_againstPerfectSeparation_hasTheVarianceOfTheOther() {
    double[] controls = {1, 2, 3, 5};

    AreaDifference difference =
        AreaDifference.of(new double[] {8, 9, 6, 7}, controls, new double[] {0, 4, 6, 7}, controls);

    assertThat(difference.point()).isEqualTo(5.0 / 16);
    assertThat(difference.standardError()).isCloseTo(Math.sqrt(.0598958), within(1e-6));
  }

  @Test
  void of_pairedNoise_isNarrowerThanUnpaired() {
    double[] members = AreaUnderCurveTest.normal(1, 200, 1);
    double[] controls = AreaUnderCurveTest.normal(2, 200, 0);
    double[] improved = members.clone();
    for (int i = 0; i < improved.length; i++) {
      improved[i] += 0.1;
    }

    AreaDifference difference = AreaDifference.of(improved, controls, members, controls);

    assertThat(difference.interval().low()).isPositive();
    assertThat(difference.standardError())
        .isLessThan(AreaUnderCurve.of(members, controls).standardError() / 5);
  }

  @Test
  void of_otherRows_isRefused() {
    assertThatThrownBy(
            () ->
                AreaDifference.of(
                    new double[] {1, 2}, new double[] {1, 2}, new double[3], new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("paired scores must be of the same rows. Provided counts: 2, 3");
  }
}
