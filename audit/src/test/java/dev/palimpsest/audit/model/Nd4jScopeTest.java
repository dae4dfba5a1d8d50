package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class Nd4jScopeTest {
  private final Nd4jOps ops = new Nd4jOps();

  @Test
  void close_arraysMadeInside_areFreedButForWhatWasReleased() {
    INDArray outer;
    INDArray kept;
    INDArray inner;
    try (Nd4jScope scope = Nd4jScope.open()) {
      outer = ops.floats(new float[] {1, 2}, 2);
      try (Nd4jScope inside = Nd4jScope.open()) {
        inner = ops.add(outer, outer);
        kept = Nd4jScope.release(ops.multiply(outer, outer));
      }
      assertThat(inner.wasClosed()).isTrue();
      assertThat(outer.wasClosed()).isFalse();
    }

    assertThat(outer.wasClosed()).isTrue();
    assertThat(kept.wasClosed()).isFalse();
    assertThat(kept.toFloatVector()).containsExactly(1, 4);
    kept.close();
  }

  @Test
  void confine_result_belongsToTheScopeAround() {
    INDArray result;
    try (Nd4jScope scope = Nd4jScope.open()) {
      INDArray[] made = new INDArray[1];
      result =
          ops.confine(
              () -> {
                made[0] = ops.floats(new float[] {3}, 1);
                return ops.add(made[0], made[0]);
              });
      assertThat(made[0].wasClosed()).isTrue();
      assertThat(result.toFloatVector()).containsExactly(6);
      assertThat(ops.confine(() -> result)).isSameAs(result);
      assertThat(result.wasClosed()).isFalse();
    }

    assertThat(result.wasClosed()).isTrue();
  }
}
