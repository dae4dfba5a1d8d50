package dev.palimpsest.audit.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final long SEED = 4;

  @Test
  void of_similarLengths_fillTheBatch() {
    assertThat(Batches.of(List.of(10, 9, 10, 10), i -> i, 30))
        .containsExactly(List.of(10, 10, 10), List.of(9));
  }

  @Test
  void of_unlikeLengths_areKeptApart() {
    assertThat(Batches.of(List.of(2, 100, 50), i -> i, 1000))
        .containsExactly(List.of(100), List.of(50), List.of(2));
  }

  @Test
  void of_itemLongerThanABatch_isAlone() {
    assertThat(Batches.of(List.of(50, 48), i -> i, 10)).containsExactly(List.of(50), List.of(48));
  }

  @Test
  void of_randomLengths_boundsTokensAndPaddingAndLosesNothing() {
    List<Integer> lengths = new SplittableRandom(SEED).ints(3000, 1, 400).boxed().toList();

    List<List<Integer>> batches = Batches.of(lengths, i -> i, 2048);

    for (List<Integer> batch : batches) {
      int width = batch.get(0);
      int positions = width * batch.size();
      int tokens = batch.stream().mapToInt(Integer::intValue).sum();
      assertThat(positions).as("seed %s", SEED).isLessThanOrEqualTo(2048);
      assertThat(positions - tokens).isLessThanOrEqualTo((int) (0.1 * positions));
    }
    assertThat(batches.stream().flatMap(List::stream).sorted().toList())
        .isEqualTo(lengths.stream().sorted().toList());
  }

  @Test
  void of_equalLengths_keepTheirOrder() {
    record Item(int length, int number) {}
    List<Item> items = IntStream.range(0, 6).mapToObj(i -> new Item(3, i)).toList();

    assertThat(Batches.of(items, Item::length, 6))
        .containsExactly(items.subList(0, 2), items.subList(2, 4), items.subList(4, 6));
  }
}
