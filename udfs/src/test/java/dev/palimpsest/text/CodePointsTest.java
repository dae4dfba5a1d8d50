package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodePointsTest {

  @Test
  void of_anyOrder_countsSurrogatePairsOnce() {
    CodePoints points = new CodePoints("a😀b😀c");

    assertThat(new int[] {points.of(7), points.of(3), points.of(0), points.of(4), points.of(6)})
        .containsExactly(5, 2, 0, 3, 4);
  }
}
