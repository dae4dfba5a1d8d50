package dev.palimpsest.jobs.demo.trace;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TraceOptionsTest {

  @Test
  void constructor_noConversations_saysTheRange() {
    assertThatThrownBy(() -> new TraceOptions(1, 0, 0, 0, 0, 0))
        .hasMessage("conversations must be in [1, 3000]. Provided value: 0");
  }

  @Test
  void constructor_shareOutOfRange_namesIt() {
    assertThatThrownBy(() -> new TraceOptions(1, 1, 1.5, 0, 0, 0))
        .hasMessage("copyShare must be in [0, 1]. Provided value: 1.5");
    assertThatThrownBy(() -> new TraceOptions(1, 1, 0, 0, 0, Double.NaN))
        .hasMessage("feedbackShare must be in [0, 1]. Provided value: NaN");
  }
}
