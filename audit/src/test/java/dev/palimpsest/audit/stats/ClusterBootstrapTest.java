package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.audit.stats.ClusterBootstrap.ClusteredScores;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterBootstrapTest {

  @Test
  void interval_independentRows_agreesWithDeLong() {
    double[] members = AreaUnderCurveTest.normal(3, 150, 0.7);
    double[] controls = AreaUnderCurveTest.normal(4, 150, 0);

    Interval bootstrap =
        new ClusterBootstrap(2_000, 5)
            .interval(alone(members), alone(controls), ClusterBootstrapTest::area, 0.95);

    Interval delong = Objects.requireNonNull(AreaUnderCurve.of(members, controls).interval());
    assertThat(bootstrap.low()).isCloseTo(delong.low(), within(0.01));
    assertThat(bootstrap.high()).isCloseTo(delong.high(), within(0.01));
  }

  /** Every score stands nine times: only the clusters count as evidence, so the width stays. */
  @Test
  void interval_copiesInOneCluster_addNoEvidence() {
    double[] members = AreaUnderCurveTest.normal(3, 60, 0.7);
    double[] controls = AreaUnderCurveTest.normal(4, 60, 0);
    ClusterBootstrap bootstrap = new ClusterBootstrap(2_000, 5);

    Interval once =
        bootstrap.interval(alone(members), alone(controls), ClusterBootstrapTest::area, 0.95);
    Interval clustered =
        bootstrap.interval(ninefold(members), ninefold(controls), ClusterBootstrapTest::area, 0.95);
    Interval naive =
        bootstrap.interval(
            alone(ninefold(members).scores()),
            alone(ninefold(controls).scores()),
            ClusterBootstrapTest::area,
            0.95);

    assertThat(width(clustered)).isCloseTo(width(once), within(1e-12));
    assertThat(width(naive)).isLessThan(width(once) / 2);
  }

  @Test
  void interval_sameSeed_isTheSame() {
    ClusteredScores members = alone(AreaUnderCurveTest.normal(3, 20, 0.7));
    ClusteredScores controls = alone(AreaUnderCurveTest.normal(4, 20, 0));

    assertThat(
            new ClusterBootstrap(500, 5)
                .interval(members, controls, ClusterBootstrapTest::area, 0.9))
        .isEqualTo(
            new ClusterBootstrap(500, 5)
                .interval(members, controls, ClusterBootstrapTest::area, 0.9))
        .isNotEqualTo(
            new ClusterBootstrap(500, 6)
                .interval(members, controls, ClusterBootstrapTest::area, 0.9));
  }

  @Test
  void clusteredScores_missingCluster_isRefused() {
    assertThatThrownBy(() -> new ClusteredScores(new double[] {1, 2}, List.of("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every score must have one cluster. Provided counts: 2, 1");
  }

  private static double area(double[] members, double[] controls) {
    return AreaUnderCurve.of(members, controls).point();
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }

  private static ClusteredScores alone(double[] scores) {
    return new ClusteredScores(
        scores, IntStream.range(0, scores.length).mapToObj(i -> "row-" + i).toList());
  }

  private static ClusteredScores ninefold(double[] scores) {
    return new ClusteredScores(
        IntStream.range(0, 9 * scores.length).mapToDouble(i -> scores[i / 9]).toArray(),
        IntStream.range(0, 9 * scores.length).mapToObj(i -> "subject-" + i / 9).toList());
  }
}
