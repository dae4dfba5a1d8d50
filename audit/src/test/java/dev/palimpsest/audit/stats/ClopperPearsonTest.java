package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClopperPearsonTest {

  @ParameterizedTest
  @CsvSource({
    "0, 16, 0, .205907",
    "0, 100, 0, .036217",
    "18, 100, .110311, .269477",
    "16, 16, .794093, 1",
    "16, 33, .307963, .664556"
  })
  void interval_publishedCases_areMatched(int successes, int trials, double low, double high) {
    Interval interval = ClopperPearson.interval(successes, trials, 0.95);

    assertThat(interval.low()).isCloseTo(low, within(1e-6));
    assertThat(interval.high()).isCloseTo(high, within(1e-6));
  }

  /** The definition: at the bound, a result this extreme has exactly the tail probability. */
  @ParameterizedTest
  @CsvSource({"1, 20", "7, 31", "30, 1000", "999, 100000", "3, 4000000"})
  void bounds_atTheBound_leaveTheTail(int successes, int trials) {
    double upper = ClopperPearson.upper(successes, trials, 0.95);
    double lower = ClopperPearson.lower(successes, trials, 0.95);

    assertThat(BinomialDistribution.of(trials, upper).cumulativeProbability(successes))
        .isCloseTo(0.05, within(1e-5));
    assertThat(BinomialDistribution.of(trials, lower).survivalProbability(successes - 1))
        .isCloseTo(0.05, within(1e-5));
  }

  @Test
  void upper_moreSuccessesThanTrials_isRefused() {
    assertThatThrownBy(() -> ClopperPearson.upper(5, 4, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("successes must be in [0, 4]. Provided value: 5");
  }

  @Test
  void interval_confidenceOfOne_isRefused() {
    assertThatThrownBy(() -> ClopperPearson.interval(1, 4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("confidence must be in (0, 1). Provided value: 1.0");
  }
}
