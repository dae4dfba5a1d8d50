package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MultipleTestingTest {

  private static final double[] P_VALUES = {.01, .04, .03, .005};

  @Test
  void holm_fourTests_stepsDown() {
    assertThat(MultipleTesting.holm(P_VALUES))
        .containsExactly(new double[] {.03, .06, .06, .02}, within(1e-15));
  }

  @Test
  void benjaminiHochberg_fourTests_stepsUp() {
    assertThat(MultipleTesting.benjaminiHochberg(P_VALUES))
        .containsExactly(new double[] {.02, .04, .04, .02}, within(1e-15));
  }

  @Test
  void holm_largePValues_areCappedAtOne() {
    assertThat(MultipleTesting.holm(new double[] {.6, .9})).containsExactly(1, 1);
  }

  @Test
  void holm_outsideUnitInterval_isRefused() {
    assertThatThrownBy(() -> MultipleTesting.holm(new double[] {.5, 1.5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p-values must be in [0, 1]. Provided value: 1.5 at index 1");
  }
}
