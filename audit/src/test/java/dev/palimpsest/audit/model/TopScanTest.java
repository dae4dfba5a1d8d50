package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TopScanTest {
  private static final long SEED = 11;

  @Test
  void scan_handMade_countsAndSums() {
    TopScan scan = new TopScan(2);
    scan.scan(new float[] {9, 0, 3, 1, 3, 9}, 1, 4, 1);

    assertThat(scan.argmax()).isEqualTo(1);
    assertThat(scan.above()).isEqualTo(2);
    assertThat(scan.logSumExp()).isCloseTo(3 + Math.log(2), within(1e-12));
  }

  @Test
  void scan_fewerValuesThanKept_sumsAll() {
    TopScan scan = new TopScan(40);
    scan.scan(new float[] {0, 0, 0}, 0, 3, 5);

    assertThat(scan.logSumExp()).isCloseTo(Math.log(3), within(1e-12));
    assertThat(scan.above()).isZero();
  }

  @Test
  void scan_randomValues_equalsSorting() {
    SplittableRandom random = new SplittableRandom(SEED);
    TopScan scan = new TopScan(7);
    for (int round = 0; round < 500; round++) {
      float[] values = new float[1 + random.nextInt(60)];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(20); // many ties
      }
      float gold = values[random.nextInt(values.length)];

      scan.scan(values, 0, values.length, gold);

      float[] sorted = values.clone();
      Arrays.sort(sorted);
      double sum = 0;
      int above = 0;
      for (int i = 0; i < sorted.length; i++) {
        sum += i >= sorted.length - 7 ? Math.exp(sorted[i]) : 0;
        above += sorted[i] > gold ? 1 : 0;
      }
      assertThat(scan.logSumExp()).as("seed %s", SEED).isCloseTo(Math.log(sum), within(1e-9));
      assertThat(scan.above()).as("seed %s", SEED).isEqualTo(above);
      assertThat(values[scan.argmax()]).as("seed %s", SEED).isEqualTo(sorted[sorted.length - 1]);
    }
  }
}
