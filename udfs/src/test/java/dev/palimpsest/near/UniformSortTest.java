package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniformSortTest {

  private static final long SEED = 20261123;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 47, 48, 63, 64, 65, 1_000, 65_536, 100_001})
  void sorted_numbers_areInOrder(int count) {
    check(count, value -> value);
    check(count, value -> value & 0xFF);
    check(count, value -> value >>> 40);
    check(count, value -> value | Long.MIN_VALUE);
    check(
        count, value -> value % 3 == 0 ? Long.MIN_VALUE : value % 3 == 1 ? Long.MAX_VALUE : value);
  }

  private static void check(int count, LongUnaryOperator shape) {
    long[] values = new SplittableRandom(SEED).longs(count).map(shape).toArray();
    long[] expected = values.clone();
    Arrays.sort(expected);
    assertThat(UniformSort.sorted(values)).as("seed %d", SEED).isEqualTo(expected);
  }
}
