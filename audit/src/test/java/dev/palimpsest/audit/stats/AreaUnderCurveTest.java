package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class AreaUnderCurveTest {

  @Test
  void of_smallSamples_matchesHandCount() {
    AreaUnderCurve auc = AreaUnderCurve.of(new double[] {0, 4, 6, 7}, new double[] {1, 2, 3, 5});

    assertThat(auc.point()).isEqualTo(11.0 / 16);
    assertThat(auc.standardError() * auc.standardError()).isCloseTo(.0598958, within(1e-7));
    assertThat(auc.members()).isEqualTo(4);
    assertThat(auc.controls()).isEqualTo(4);
  }

  @Test
  void of_ties_countHalf() {
    AreaUnderCurve auc = AreaUnderCurve.of(new double[] {0, 1, 1, 2}, new double[] {0, 0, 1, 1});

    assertThat(auc.point()).isEqualTo(.6875);
    assertThat(auc.standardError() * auc.standardError()).isCloseTo(.0364583, within(1e-7));
  }

  @Test
  void of_perfectSeparation_hasNoInterval() {
    AreaUnderCurve auc = AreaUnderCurve.of(new double[] {3, 4}, new double[] {1, 2});

    assertThat(auc.point()).isEqualTo(1);
    assertThat(auc.interval()).isNull();
  }

  @Test
  void of_singleMember_hasNoInterval() {
    assertThat(AreaUnderCurve.of(new double[] {2}, new double[] {1, 3}).interval()).isNull();
  }

  @Test
  void of_nan_isRefused() {
    assertThatThrownBy(() -> AreaUnderCurve.of(new double[] {1, Double.NaN}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("members scores must be numbers. Provided value: NaN at index 1");
  }

  @Test
  void of_emptyControls_isRefused() {
    assertThatThrownBy(() -> AreaUnderCurve.of(new double[] {1}, new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("controls must have at least one score. Provided: none");
  }

  /** The quadratic definition is the twin of the ranked computation. */
  @Test
  void of_randomTiedScores_agreesWithPairCount() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(11);
    for (int round = 0; round < 200; round++) {
      double[] members = random.ints(3 + round % 20, 0, 12).asDoubleStream().toArray();
      double[] controls = random.ints(2 + round % 17, 0, 10).asDoubleStream().toArray();
      double pairs = 0;
      for (double x : members) {
        for (double y : controls) {
          pairs += x > y ? 1 : x == y ? 0.5 : 0;
        }
      }

      assertThat(AreaUnderCurve.of(members, controls).point())
          .as("round %d of seed 11", round)
          .isCloseTo(pairs / (members.length * controls.length), within(1e-12));
    }
  }

  /** Members shifted by one sd: the true area is Φ(1/√2) = 0.7602. */
  @Test
  void interval_plantedEffect_coversTheTruthAndExcludesChance() {
    int covered = 0;
    int excluded = 0;
    for (int seed = 0; seed < 400; seed++) {
      AreaUnderCurve auc = AreaUnderCurve.of(normal(seed, 80, 1), normal(seed + 9_000, 120, 0));
      Interval interval = Objects.requireNonNull(auc.interval());
      covered += interval.contains(0.7602499) ? 1 : 0;
      excluded += interval.low() > 0.5 ? 1 : 0;
    }

    assertThat(covered).as("seeds 0 to 399").isBetween(366, 394);
    assertThat(excluded).isEqualTo(400);
  }

  /** An interval of half the width must be caught by the coverage test above. */
  @Test
  void interval_halved_failsTheCoverageTest() {
    int covered = 0;
    for (int seed = 0; seed < 400; seed++) {
      AreaUnderCurve auc = AreaUnderCurve.of(normal(seed, 80, 1), normal(seed + 9_000, 120, 0));
      double reach = 0.98 * auc.standardError();
      covered += Math.abs(auc.point() - 0.7602499) <= reach ? 1 : 0;
    }

    assertThat(covered).as("seeds 0 to 399").isLessThan(366);
  }

  static double[] normal(long seed, int size, double mean) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = mean + gaussian.sample();
    }
    return values;
  }
}
