package dev.palimpsest.audit.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.audit.signal.Windows.Window;
import org.junit.jupiter.api.Test;

class WindowsTest {

  @Test
  void of_rowThatFits_isOneWindow() {
    assertThat(Windows.of(8, 8)).containsExactly(new Window(0, 1, 8));
    assertThat(Windows.of(2, 8)).containsExactly(new Window(0, 1, 2));
  }

  @Test
  void of_nothingToPredict_hasNoWindows() {
    assertThat(Windows.of(0, 8)).isEmpty();
    assertThat(Windows.of(1, 8)).isEmpty();
  }

  @Test
  void of_longRow_overlapsByHalfTheContext() {
    assertThat(Windows.of(19, 8))
        .containsExactly(
            new Window(0, 1, 8),
            new Window(4, 8, 12),
            new Window(8, 12, 16),
            new Window(12, 16, 19));
  }

  @Test
  void of_anySize_scoresEveryTokenOnceWithEnoughBefore() {
    for (int context = 2; context < 20; context++) {
      for (int size = 2; size < 100; size++) {
        int next = 1;
        for (Window window : Windows.of(size, context)) {
          assertThat(window.size()).isLessThanOrEqualTo(context);
          assertThat(window.scored()).isEqualTo(next);
          if (window.start() > 0) {
            assertThat(window.scored() - window.start()).isGreaterThanOrEqualTo(context / 2);
          }
          next = window.end();
        }
        assertThat(next).isEqualTo(size);
      }
    }
  }

  @Test
  void of_contextOfOne_isRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Windows.of(3, 1))
        .withMessage("context must be at least 2. Provided value: 1");
  }
}
