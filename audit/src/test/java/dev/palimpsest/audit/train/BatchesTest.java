package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchesTest {

  @Test
  void nextEpoch_always_holdsEveryRowOnce() {
    List<TokenRow> rows = rows(103);
    Batches batches = new Batches(rows, 4, 1);
    for (int epoch = 0; epoch < 3; epoch++) {
      List<List<TokenRow>> order = batches.nextEpoch();
      assertThat(order).hasSize(batches.perEpoch()).hasSize(26);
      assertThat(order.stream().flatMap(List::stream).toList())
          .containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  @Test
  void nextEpoch_sameSeed_givesTheSameOrderAndEpochsDiffer() {
    List<TokenRow> rows = rows(103);
    Batches one = new Batches(rows, 4, 7);
    Batches other = new Batches(rows, 4, 7);
    List<List<TokenRow>> first = one.nextEpoch();
    assertThat(other.nextEpoch()).isEqualTo(first);
    assertThat(one.nextEpoch()).isNotEqualTo(first);
    assertThat(new Batches(rows, 4, 8).nextEpoch()).isNotEqualTo(first);
  }

  @Test
  void nextEpoch_rowsOfManyLengths_wastesLittleOnPadding() {
    List<TokenRow> rows = rows(512);
    long tokens = rows.stream().mapToLong(TokenRow::length).sum();
    long padded = 0;
    for (List<TokenRow> batch : new Batches(rows, 4, 1).nextEpoch()) {
      padded += batch.size() * batch.stream().mapToLong(TokenRow::length).max().orElseThrow();
    }
    assertThat((double) padded / tokens).isLessThan(1.1);
  }

  private static List<TokenRow> rows(int count) {
    Random random = new Random(count);
    List<TokenRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = 2 + random.nextInt(400);
      rows.add(new TokenRow(new int[length], new boolean[length]));
    }
    return rows;
  }
}
