package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BucketPairsTest {

  private static List<BucketMember> members(long... nextKeys) {
    return LongStream.range(0, nextKeys.length)
        .mapToObj(rank -> new BucketMember(rank, 10, new long[] {nextKeys[(int) rank]}, true))
        .toList();
  }

  private static List<String> pairs(BucketPairs bounds, List<BucketMember> members, long left) {
    List<String> pairs = new ArrayList<>();
    assertThat(bounds.forEach(members, (a, b) -> pairs.add(a.rank() + "-" + b.rank())))
        .isEqualTo(left);
    assertThat(pairs).doesNotHaveDuplicates();
    return pairs;
  }

  @Test
  void forEach_bucketUpToTheLimit_givesAllPairs() {
    assertThat(pairs(new BucketPairs(3, 1, 1), members(7, 8, 9), 0))
        .containsExactly("0-1", "0-2", "1-2");
  }

  @Test
  void forEach_biggerBucket_givesAnchorsAndPartsByTheNextKey() {
    assertThat(pairs(new BucketPairs(2, 1, 1), members(1, 5, 6, 5, 6), 10 - 6))
        .containsExactly("0-1", "0-2", "0-3", "0-4", "1-3", "2-4");
  }

  @Test
  void forEach_noKeyLeft_givesNeighboursInRank() {
    assertThat(pairs(new BucketPairs(2, 1, 1), members(1, 5, 5, 5, 5), 10 - 7))
        .containsExactly("0-1", "0-2", "0-3", "0-4", "1-2", "2-3", "3-4");
  }

  @Test
  void forEach_restUpToTheLimitWithoutTheAnchors_leavesNothingOut() {
    assertThat(pairs(new BucketPairs(2, 1, 1), members(1, 2, 3), 0))
        .containsExactly("0-1", "0-2", "1-2");
  }

  @Test
  void forEach_hugeBucket_costsNoSquare() {
    int size = 20_000;
    long[] same = new long[size];
    long[] emitted = {0};
    long left = BucketPairs.DEFAULT.forEach(members(same), (a, b) -> emitted[0]++);
    assertThat(emitted[0]).isLessThanOrEqualTo(24L * size).isGreaterThan(20L * size);
    assertThat(left).isEqualTo((long) size * (size - 1) / 2 - emitted[0]);
  }

  @Test
  void forEach_emptyBucket_givesNothing() {
    assertThat(pairs(BucketPairs.DEFAULT, List.of(), 0)).isEmpty();
  }

  @Test
  void widened_bounds_doubles() {
    assertThat(BucketPairs.DEFAULT.widened()).isEqualTo(new BucketPairs(128, 32, 16));
  }

  @Test
  void constructor_badBounds_throws() {
    assertThatThrownBy(() -> new BucketPairs(1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "limit must be at least 2, anchors and window at least 1. Provided values: 1, 1, 1");
  }
}
