package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WellFormedTest {

  @Test
  void of_halvesOfPairs_areReplacedOneForOne() {
    assertThat(WellFormed.of("a\uD83D\uDE00b\uD83D")).isEqualTo("a\uD83D\uDE00b\uFFFD");
    assertThat(WellFormed.of("\uDE00\uD83Dx")).isEqualTo("\uFFFD\uFFFDx");
    assertThat(WellFormed.of("")).isEmpty();
  }
}
