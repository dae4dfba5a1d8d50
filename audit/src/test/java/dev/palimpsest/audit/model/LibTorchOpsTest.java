package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class LibTorchOpsTest {

  private static final long SEED = 7;

  private final LibTorchOps ops = new LibTorchOps(ComputeType.BF16);
  private final Random random = new Random(SEED);

  private Tensor random(long... shape) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return ops.floats(values, shape);
  }

  /**
   * Largest difference in units of what one step of bfloat16 is at the size of the wanted value.
   */
  private static double steps(Tensor got, Tensor wanted) {
    Tensor step = wanted.abs().add(new Scalar(1)).mul(new Scalar(1.0 / 128));
    return got.to(ScalarType.Float).sub(wanted).abs().div(step).max().item_float();
  }

  @Test
  void linear_halfPrecision_isTheProductRoundedOnce() {
    try (InferenceMode inference = new InferenceMode(true);
        PointerScope scope = new PointerScope()) {
      // More rows of weights than are widened at once, and few and many rows of input.
      Tensor weight = random(4_500, 4_096);
      Tensor bias = random(4_500);
      for (int rows : new int[] {1, 80}) {
        Tensor x = random(2, rows, 4_096);
        Tensor wanted =
            torch.linear(
                x.to(ScalarType.Float), weight.to(ScalarType.Float), bias.to(ScalarType.Float));

        Tensor got = ops.linear(x, weight, bias);

        assertThat(got.dtype().toScalarType().intern()).isEqualTo(ScalarType.BFloat16);
        assertThat(got.sizes().vec().get()).containsExactly(2, rows, 4_500);
        assertThat(steps(got, wanted)).as("seed %d, rows %d", SEED, rows).isLessThan(1.0);
        assertThat(steps(ops.linear(x, weight, null), wanted)).isGreaterThan(1.0);
      }
    }
  }

  @Test
  void attention_halfPrecision_isThatOfSinglePrecision() {
    try (InferenceMode inference = new InferenceMode(true);
        PointerScope scope = new PointerScope()) {
      Tensor query = random(1, 4, 9, 16);
      Tensor key = random(1, 2, 9, 16);
      Tensor value = random(1, 2, 9, 16);
      LibTorchOps single = new LibTorchOps(ComputeType.FP32);
      for (int window : new int[] {0, 3}) {
        AttentionRule rule = AttentionRule.scaledByHeadSize(16, window);
        Tensor wanted =
            single.attention(
                query.to(ScalarType.Float),
                key.to(ScalarType.Float),
                value.to(ScalarType.Float),
                rule);

        Tensor got = ops.attention(query, key, value, rule);

        assertThat(got.dtype().toScalarType().intern()).isEqualTo(ScalarType.BFloat16);
        assertThat(steps(got, wanted)).as("seed %d, window %d", SEED, window).isLessThan(1.0);
      }
    }
  }
}
