package dev.palimpsest.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RopeTest {

  @Test
  void frequencies_unscaled_arePowersOfTheBase() {
    assertThat(new Rope(10_000, 4, new RopeScaling.None()).frequencies())
        .containsExactly(1f, 0.01f);
  }

  @Test
  void frequencies_linear_areDivided() {
    assertThat(new Rope(10_000, 4, new RopeScaling.Linear(4)).frequencies())
        .containsExactly(0.25f, 0.0025f);
  }

  @Test
  void apply_llama3_keepsShortWavesDividesLongOnesAndBlends() {
    // Waves: 2π / f against 256 / 4 = 64 and 256 / 1 = 256 positions.
    RopeScaling scaling = new RopeScaling.Llama3(8, 1, 4, 256);

    assertThat(scaling.apply(1f)).isEqualTo(1f);
    assertThat(scaling.apply(0.01f)).isEqualTo(0.00125f);
    // f = 0.05: wave 125.66; kept = (256 / 125.66 − 1) / 3 = 0.34573
    assertThat(scaling.apply(0.05f)).isCloseTo(0.0213757f, within(1e-6f));
  }

  @Test
  void constructors_impossibleValues_areRefused() {
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> new Rope(0, 4, new RopeScaling.None()))
        .withMessage("rope_theta must be positive. Provided value: 0.0");
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> new Rope(1, 3, new RopeScaling.None()))
        .withMessage(
            "the number of rotary dimensions must be positive and even. Provided value: 3");
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> new RopeScaling.Linear(0.5))
        .withMessage("rope_scaling.factor must be at least 1. Provided value: 0.5");
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> new RopeScaling.Llama3(2, 4, 4, 10))
        .withMessage(
            "rope_scaling needs 0 < low_freq_factor < high_freq_factor. Provided values: 4.0, 4.0");
  }
}
