package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SetOverlapTest {

  @Test
  void of_overlappingSets_countsByHand() {
    SetOverlap overlap = SetOverlap.of(new long[] {-3, 1, 2, 9}, new long[] {1, 9, 10});
    assertThat(overlap).isEqualTo(new SetOverlap(4, 3, 2));
    assertThat(overlap.jaccard()).isEqualTo(2.0 / 5);
    assertThat(overlap.containment()).isEqualTo(2.0 / 3);
  }

  @Test
  void of_emptySets_areNotAlike() {
    SetOverlap overlap = SetOverlap.of(new long[] {}, new long[] {});
    assertThat(overlap.jaccard()).isZero();
    assertThat(overlap.containment()).isZero();
  }

  @Test
  void of_randomSets_agreesWithHashSets() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      long[] a = set(random);
      long[] b = set(random);
      Set<Long> common = new HashSet<>(LongStream.of(a).boxed().toList());
      common.retainAll(LongStream.of(b).boxed().toList());
      assertThat(SetOverlap.of(a, b))
          .as("seed %d", seed)
          .isEqualTo(new SetOverlap(a.length, b.length, common.size()));
    }
  }

  private static long[] set(Random random) {
    return random.longs(random.nextInt(60), 0, 50).distinct().sorted().toArray();
  }
}
