package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneRunEpsilonTest {

  @ParameterizedTest
  @CsvSource({
    "10, 10, 9, .5, 0, .0616937019",
    "100, 100, 75, 0, 0, 2.818141e-7",
    "1000, 100, 99, 1, 1e-3, .0580912390",
    "100, 10, 9, .5, .1, 1"
  })
  void pValue_referenceCases_areMatched(
      int canaries, int guesses, int correct, double epsilon, double delta, double expected) {
    assertThat(OneRunEpsilon.pValue(canaries, guesses, correct, epsilon, delta))
        .isCloseTo(expected, within(expected * 1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, 75, 0, .7022",
    "1000, 100, 95, 1e-5, 2.1652",
    "1000, 500, 400, 1e-5, 1.1980",
    "1000, 100, 100, 1e-5, 3.4654"
  })
  void lowerBound_referenceCases_areMatched(
      int canaries, int guesses, int correct, double delta, double expected) {
    assertThat(OneRunEpsilon.lowerBound(canaries, guesses, correct, delta, 0.95))
        .isCloseTo(expected, within(5e-5));
  }

  @ParameterizedTest
  @CsvSource({"10, 1.05", "32, 2.32", "100, 3.49", "500, 5.11", "1000, 5.81", "10000, 8.11"})
  void ceiling_knownCases_areMatched(int guesses, double expected) {
    assertThat(OneRunEpsilon.ceiling(guesses, guesses, 0, 0.95)).isCloseTo(expected, within(5e-3));
  }

  /** Coins unrelated to the guesses: a bound above 0 is a false alarm. */
  @Test
  void lowerBound_guessingBlindly_alarmsAtMostAtItsLevel() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(21);
    int alarms = 0;
    for (int run = 0; run < 1_000; run++) {
      int correct = (int) random.ints(60, 0, 2).filter(coin -> coin == 1).count();
      alarms += OneRunEpsilon.lowerBound(60, 60, correct, 0, 0.95) > 0 ? 1 : 0;
    }

    assertThat(alarms).as("seed 21").isLessThanOrEqualTo(65);
  }

  @Test
  void lowerBound_moreGuessesThanCanaries_isRefused() {
    assertThatThrownBy(() -> OneRunEpsilon.lowerBound(5, 6, 6, 0, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("canaries must be at least the number of guesses, 6. Provided value: 5");
  }
}
