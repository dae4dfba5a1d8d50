package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OptimizationTest {

  private static final Optimization OPTIMIZATION = new Optimization(2, 0.2, 0.1, 0, 0.9, 0.9, 1);

  @Test
  void rate_warmUp_risesInEqualSteps() {
    assertThat(OPTIMIZATION.rate(0, 10)).isEqualTo(1);
    assertThat(OPTIMIZATION.rate(1, 10)).isEqualTo(2);
  }

  @Test
  void rate_afterWarmUp_fallsAlongACosine() {
    assertThat(OPTIMIZATION.rate(2, 10)).isEqualTo(2);
    // Step 5 of 2 … 9: progress 3/7, 2 · (0.1 + 0.9 · (1 + cos(3π/7)) / 2).
    assertThat(OPTIMIZATION.rate(5, 10)).isCloseTo(1.3002688405, within(1e-9));
    assertThat(OPTIMIZATION.rate(9, 10)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void constructor_valuesOutOfRange_areNamed() {
    assertThatThrownBy(() -> Optimization.withRate(0))
        .hasMessage("learningRate must be positive and finite. Provided value: 0.0");
    assertThatThrownBy(() -> new Optimization(1, 1.5, 0, 0, 0, 0, 1))
        .hasMessage("warmupShare must be in [0, 1]. Provided value: 1.5");
    assertThatThrownBy(() -> new Optimization(1, 0, 0, 0, 1, 0, 1))
        .hasMessage("beta1 must be in [0, 1). Provided value: 1.0");
    assertThatThrownBy(() -> new Optimization(1, 0, 0, 0, 0, 0, Double.NaN))
        .hasMessage("maximumNorm must be positive and finite. Provided value: NaN");
  }
}
