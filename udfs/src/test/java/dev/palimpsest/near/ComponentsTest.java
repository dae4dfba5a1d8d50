package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ComponentsTest {

  @Test
  void reached_chainsAndLoneNodes() {
    long[] edges = {1, 2, 3, 2, 7, 8, Long.MIN_VALUE, 9};

    Components components = Components.of(edges);
    assertThat(components.reached(new long[] {3, 5, 5})).containsExactly(1, 2, 3, 5);
    assertThat(components.reached(new long[] {9})).containsExactly(Long.MIN_VALUE, 9);
    assertThat(components.reached(new long[0])).isEmpty();
    assertThat(components.nodes()).containsExactly(Long.MIN_VALUE, 1L, 2L, 3L, 7L, 8L, 9L);
    assertThat(components.label(3)).isEqualTo(1);
    assertThat(components.label(9)).isEqualTo(Long.MIN_VALUE);
    assertThat(components.label(5)).isEqualTo(5);
    assertThat(Components.of(new long[0]).reached(new long[] {4})).containsExactly(4);
  }

  @Test
  void reached_anyGraph_isWhatASearchFinds() {
    long seed = 20261123;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      long[] edges = random.longs(2 * random.nextInt(30), 0, 40).toArray();
      long[] starts = random.longs(random.nextInt(4), 0, 40).toArray();
      assertThat(Components.of(edges).reached(starts))
          .as("seed %d, round %d", seed, round)
          .containsExactly(searched(starts, edges));
    }
  }

  private static long[] searched(long[] starts, long[] edges) {
    TreeSet<Long> found = new TreeSet<>();
    ArrayDeque<Long> open = new ArrayDeque<>();
    for (long start : starts) {
      open.add(start);
    }
    while (!open.isEmpty()) {
      long node = open.pop();
      if (found.add(node)) {
        for (int end = 0; end < edges.length; end++) {
          if (edges[end] == node) {
            open.add(edges[end ^ 1]);
          }
        }
      }
    }
    return found.stream().mapToLong(node -> node).toArray();
  }

  @Test
  void reached_edgeWithOneEnd_throws() {
    assertThatThrownBy(() -> Components.of(new long[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edges must have an even number of ends. Provided value: 3");
  }
}
