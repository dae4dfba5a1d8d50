package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MinHashTest {

  private static final MinHash MIN_HASH = new MinHash(256, SignatureSpec.DEFAULT.seed());

  /** Worked out apart from the formula, so that stored signatures keep their meaning. */
  @Test
  void signature_knownSet_isKnown() {
    assertThat(Arrays.copyOf(MIN_HASH.signature(new long[] {1, 2, 3}), 4))
        .containsExactly(177639094, 527841568, 827073564, 424534363);
  }

  @Test
  void signature_randomSets_agreesWithThePlainTwin() {
    PlainMinHash plain = new PlainMinHash(256, SignatureSpec.DEFAULT.seed());
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      long[] set = random.longs(1 + random.nextInt(300)).toArray();
      assertThat(MIN_HASH.signature(set)).as("seed %d", seed).isEqualTo(plain.signature(set));
    }
  }

  @Test
  void signature_orderAndRepeats_doNotMatter() {
    assertThat(MIN_HASH.signature(new long[] {7, 5, 7, 6}))
        .isEqualTo(MIN_HASH.signature(new long[] {5, 6, 7}));
  }

  @Test
  void signature_emptySet_throws() {
    assertThatThrownBy(() -> MIN_HASH.signature(new long[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an empty set has no signature; leave the row out");
  }

  /** √(s(1 − s)/256) = 0.025 is the deviation of an ideal estimator at s = 0.8. */
  @Test
  void signature_setsOfKnownSimilarity_estimatesLikeAnIdealFamily() {
    for (int size : new int[] {10, 100, 1000}) {
      assertThat(deviation(MIN_HASH::signature, size)).isCloseTo(0.025, within(0.0025));
    }
  }

  /** A family by exclusive or, which some implementations use, is seen to be worse. */
  @Test
  void signature_exclusiveOrFamily_isRejectedByTheSameTest() {
    assertThat(deviation(MinHashTest::exclusiveOr, 10)).isGreaterThan(0.06);
  }

  /** Root mean square error of the estimate for sets of {@code size} elements that share 0.8. */
  private static double deviation(Function<long[], int[]> family, int size) {
    Random random = new Random(size);
    double sum = 0;
    int trials = 600;
    int union = size + size / 9;
    int common = 2 * size - union;
    double similarity = (double) common / union;
    for (int trial = 0; trial < trials; trial++) {
      long[] all = random.longs(union).toArray();
      int[] a = family.apply(Arrays.copyOfRange(all, 0, size));
      int[] b = family.apply(Arrays.copyOfRange(all, union - size, union));
      int equal = 0;
      for (int slot = 0; slot < a.length; slot++) {
        equal += a[slot] == b[slot] ? 1 : 0;
      }
      double error = (double) equal / a.length - similarity;
      sum += error * error;
    }
    return Math.sqrt(sum / trials);
  }

  private static int[] exclusiveOr(long[] set) {
    int[] seeds = new Random(1).ints(256).toArray();
    int[] slots = new int[256];
    Arrays.fill(slots, Integer.MAX_VALUE);
    for (int slot = 0; slot < slots.length; slot++) {
      for (long element : set) {
        slots[slot] = Math.min(slots[slot], (int) element ^ seeds[slot]);
      }
    }
    return slots;
  }
}
