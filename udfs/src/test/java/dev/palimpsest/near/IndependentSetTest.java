package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IndependentSetTest {

  @Test
  void keepers_chain_doesNotFollowIt() {
    assertThat(IndependentSet.keepers(4, new int[] {0, 1, 2}, new int[] {1, 2, 3}))
        .containsExactly(0, 0, 2, 2);
  }

  @Test
  void keepers_severalKeptNeighbours_namesTheBest() {
    assertThat(IndependentSet.keepers(4, new int[] {3, 3, 3}, new int[] {2, 1, 0}))
        .containsExactly(0, 1, 2, 0);
  }

  @Test
  void keepers_noPairs_keepsAll() {
    assertThat(IndependentSet.keepers(3, new int[0], new int[0])).containsExactly(0, 1, 2);
  }

  @Test
  void keepers_randomPairs_separatesAndCovers() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      int rows = 2 + random.nextInt(30);
      int pairs = random.nextInt(60);
      boolean[][] near = new boolean[rows][rows];
      int[] left = new int[pairs];
      int[] right = new int[pairs];
      for (int pair = 0; pair < pairs; pair++) {
        left[pair] = random.nextInt(rows);
        right[pair] = (left[pair] + 1 + random.nextInt(rows - 1)) % rows;
        near[left[pair]][right[pair]] = true;
        near[right[pair]][left[pair]] = true;
      }
      int[] keepers = IndependentSet.keepers(rows, left, right);
      for (int row = 0; row < rows; row++) {
        int expected = row;
        for (int better = row - 1; better >= 0; better--) {
          expected = near[row][better] && keepers[better] == better ? better : expected;
        }
        assertThat(keepers[row]).as("seed %d, row %d", seed, row).isEqualTo(expected);
      }
    }
  }

  @Test
  void keepers_badPair_throws() {
    assertThatThrownBy(() -> IndependentSet.keepers(2, new int[] {1}, new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a pair must be two different ranks from 0 to 1. Provided values: 1, 1");
    assertThatThrownBy(() -> IndependentSet.keepers(2, new int[] {0}, new int[] {2}))
        .hasMessage("a pair must be two different ranks from 0 to 1. Provided values: 0, 2");
    assertThatThrownBy(() -> IndependentSet.keepers(2, new int[] {0}, new int[0]))
        .hasMessage("left and right must have one rank for each pair. Provided: 1 and 0");
  }
}
