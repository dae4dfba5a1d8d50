package dev.palimpsest.audit.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MedianTest {

  @Test
  void of_evenCount_averagesTheMiddle() {
    assertThat(Median.of(new double[] {4, 1, 3, 2})).isEqualTo(new Median(2.5, null));
  }

  /** P[Bin(10, ½) ≤ 1] = 11/1024 is below 2.5 %, with 2 it is 56/1024: ranks 2 and 9. */
  @Test
  void of_ten_spansSecondToNinth() {
    assertThat(Median.of(IntStream.rangeClosed(1, 10).asDoubleStream().toArray()))
        .isEqualTo(new Median(5.5, new Interval(2, 9)));
  }

  @Test
  void of_five_hasNoInterval() {
    assertThat(Median.of(new double[] {1, 2, 3, 4, 5}).interval()).isNull();
  }

  @Test
  void of_six_spansAll() {
    assertThat(Median.of(new double[] {1, 2, 3, 4, 5, 6}).interval()).isEqualTo(new Interval(1, 6));
  }
}
