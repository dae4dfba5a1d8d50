package dev.palimpsest.jobs.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskCoresTest {

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "0, 4, 4", "1, 4, 1", "3, 4, 3", "4, 4, 4", "8, 4, 4", "2, 1, 1"})
  void threads_wantedAndOwned_neverExceedsTheTasksCores(int wanted, int owned, int threads) {
    assertThat(TaskCores.threads(wanted, owned)).isEqualTo(threads);
  }

  @Test
  void threads_noCore_isRefused() {
    assertThatThrownBy(() -> TaskCores.threads(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be at least 0 and cores at least 1. Provided values: 1 and 0");
  }
}
