package dev.palimpsest.jobs.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AllowedLossTest {

  @Test
  void isExceeded_atTheBounds() {
    AllowedLoss loss = new AllowedLoss(0.8, 10, Map.of("templates", 0.9));

    assertThat(loss.isExceeded("a", 10, 8)).isFalse();
    assertThat(loss.isExceeded("a", 10, 9)).isTrue();
    assertThat(loss.isExceeded("a", 9, 9)).isFalse();
    assertThat(loss.isExceeded("templates", 10, 9)).isFalse();
    assertThat(loss.isExceeded("templates", 10, 10)).isTrue();
  }

  @Test
  void new_shareOutOfRange_throws() {
    assertThatThrownBy(() -> new AllowedLoss(80, 10, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dedup.allowed-loss.share must be in [0, 1]. Provided value: 80.0");
    assertThatThrownBy(() -> new AllowedLoss(0.8, 0, Map.of()))
        .hasMessage("dedup.allowed-loss.from-rows must be at least 1. Provided value: 0");
    assertThatThrownBy(() -> new AllowedLoss(0.8, 1, Map.of("x", -0.1)))
        .hasMessage("dedup.allowed-loss.of-sources.x must be in [0, 1]. Provided value: -0.1");
  }
}
