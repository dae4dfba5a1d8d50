package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureTest {

  /** Sixteen references of cost 1 to 16; costs are negated log-probabilities. */
  private static final double[] REFERENCES =
      IntStream.rangeClosed(1, 16).mapToDouble(cost -> -cost).toArray();

  @ParameterizedTest
  @CsvSource({"0, 1, 4", "0.1, 1, 4", "3.5, 4, 2", "20, 17, -0.0874628", "1, 2, 3"})
  void of_ranks_giveBits(double cost, int rank, double bits) {
    Exposure exposure = Exposure.of(-cost, REFERENCES);

    assertThat(exposure.rank()).isEqualTo(rank);
    assertThat(exposure.bits()).isCloseTo(bits, within(1e-7));
    assertThat(exposure.pValue()).isEqualTo(rank / 17.0);
  }

  @Test
  void of_firstOfThousand_certifiesLessThanItShows() {
    double[] references = IntStream.rangeClosed(1, 1000).mapToDouble(cost -> -cost).toArray();

    Exposure exposure = Exposure.of(-0.5, references);

    assertThat(exposure.bits()).isCloseTo(9.965784, within(1e-6));
    assertThat(exposure.certifiedBits()).isCloseTo(8.385036, within(1e-6));
  }

  @Test
  void of_lastOfAll_certifiesNothing() {
    assertThat(Exposure.of(-99, REFERENCES).certifiedBits()).isEqualTo(0.0);
  }

  @Test
  void of_noReferences_isRefused() {
    assertThatThrownBy(() -> Exposure.of(-1, new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("references must have at least one score. Provided: none");
  }
}
