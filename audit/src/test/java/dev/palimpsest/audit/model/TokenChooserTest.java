package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TokenChooserTest {
  private static final float[] LOGITS = {
    (float) Math.log(0.1), (float) Math.log(0.6), (float) Math.log(0.3)
  };
  private static final int DRAWS = 20_000;

  @Test
  void choose_greedy_takesTheLikeliest() {
    assertThat(new TokenChooser(Sampling.greedy()).choose(LOGITS)).isEqualTo(1);
  }

  @Test
  void choose_temperatureOne_drawsByProbability() {
    assertThat(shares(new Sampling(1, 0, 1, 5)))
        .containsExactly(new double[] {.1, .6, .3}, within(0.015));
  }

  @Test
  void choose_temperatureHalf_squaresTheOdds() {
    // 0.01, 0.36, 0.09 of 0.46
    assertThat(shares(new Sampling(0.5, 0, 1, 5)))
        .containsExactly(new double[] {0.0217, 0.7826, 0.1957}, within(0.015));
  }

  @Test
  void choose_topTwo_neverTakesTheThird() {
    assertThat(shares(new Sampling(1, 2, 1, 5)))
        .containsExactly(new double[] {0, 2.0 / 3, 1.0 / 3}, within(0.015));
  }

  @Test
  void choose_topP_takesTheFewestThatReachIt() {
    assertThat(shares(new Sampling(1, 0, 0.5, 5)))
        .containsExactly(new double[] {0, 1, 0}, within(1e-9));
    assertThat(shares(new Sampling(1, 0, 0.7, 5))[0]).isZero();
    assertThat(shares(new Sampling(1, 0, 0.95, 5))[0]).isCloseTo(0.1, within(0.015));
  }

  @Test
  void sampling_impossibleValues_areRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Sampling(-1, 0, 1, 0))
        .withMessage("temperature must be at least 0. Provided value: -1.0");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Sampling(1, -1, 1, 0))
        .withMessage("topK must be at least 0. Provided value: -1");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Sampling(1, 0, 0, 0))
        .withMessage("topP must be in (0, 1]. Provided value: 0.0");
  }

  private static double[] shares(Sampling sampling) {
    TokenChooser chooser = new TokenChooser(sampling);
    double[] shares = new double[LOGITS.length];
    for (int i = 0; i < DRAWS; i++) {
      shares[chooser.choose(LOGITS)] += 1.0 / DRAWS;
    }
    return shares;
  }
}
