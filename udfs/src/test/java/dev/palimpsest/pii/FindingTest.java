package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {

  @Test
  void new_emptySpan_isRefused() {
    assertThatThrownBy(() -> finding(3, 3, 0.5))
        .hasMessage("a finding covers at least one character. Provided: [3, 3)");
  }

  @Test
  void new_scoreOutsideTheRange_isRefused() {
    assertThatThrownBy(() -> finding(0, 1, 1.0))
        .hasMessage("score must be in (0, 1). Provided value: 1.0");
    assertThatThrownBy(() -> finding(0, 1, Double.NaN))
        .hasMessage("score must be in (0, 1). Provided value: NaN");
  }

  private static Finding finding(int start, int end, double score) {
    return new Finding(
        "text",
        start,
        end,
        start,
        end,
        "EMAIL",
        List.of(),
        Tier.A,
        score,
        EnumSet.of(Evidence.SHAPE),
        "email");
  }
}
