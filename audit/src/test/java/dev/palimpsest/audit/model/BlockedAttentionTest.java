package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockedAttentionTest {

  private static final long SEED = 11;
  private static final int ROWS = 2;
  private static final int SIZE = 8;

  @BeforeAll
  static void load() {
    LibTorch.load();
  }

  private record Shape(int heads, int keyHeads, int queries, int positions) {
    int keyHead(int head) {
      return head / (heads / keyHeads);
    }
  }

  /** [rows][heads][positions][size], in the order of memory that models have. */
  private static float[][][][] values(Random random, int heads, int positions) {
    return Stream.generate(
            () ->
                Stream.generate(
                        () ->
                            Stream.generate(() -> vector(random))
                                .limit(positions)
                                .toArray(float[][]::new))
                    .limit(heads)
                    .toArray(float[][][]::new))
        .limit(ROWS)
        .toArray(float[][][][]::new);
  }

  private static float[] vector(Random random) {
    float[] vector = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      vector[i] = 2 * (float) random.nextGaussian();
    }
    return vector;
  }

  private static Tensor tensor(float[][][][] values) {
    int heads = values[0].length;
    int positions = values[0][0].length;
    float[] flat = new float[ROWS * positions * heads * SIZE];
    for (int b = 0; b < ROWS; b++) {
      for (int h = 0; h < heads; h++) {
        for (int s = 0; s < positions; s++) {
          System.arraycopy(
              values[b][h][s], 0, flat, ((b * positions + s) * heads + h) * SIZE, SIZE);
        }
      }
    }
    return torch.tensor(flat).view(ROWS, positions, heads, SIZE).transpose(1, 2);
  }

  /** By the definition, in double precision. */
  private static double[] attended(
      float[] query, float[][] keys, float[][] values, int at, AttentionRule rule) {
    int first = rule.window() == 0 ? 0 : Math.max(0, at - rule.window() + 1);
    double[] sum = new double[SIZE];
    double total = 0;
    for (int j = first; j <= at; j++) {
      double score = 0;
      for (int i = 0; i < SIZE; i++) {
        score += query[i] * keys[j][i] * rule.scale();
      }
      if (rule.softCap() > 0) {
        score = rule.softCap() * Math.tanh(score / rule.softCap());
      }
      double weight = Math.exp(score);
      total += weight;
      for (int i = 0; i < SIZE; i++) {
        sum[i] += weight * values[j][i];
      }
    }
    for (int i = 0; i < SIZE; i++) {
      sum[i] /= total;
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "4, 4, 1, 1, 0, 0",
    "4, 2, 63, 63, 0, 0",
    "6, 2, 64, 64, 0, 0",
    "6, 2, 65, 65, 0, 0",
    "3, 1, 200, 200, 0, 0",
    "4, 2, 200, 200, 1, 0",
    "4, 2, 200, 200, 37, 0",
    "4, 2, 200, 200, 64, 3",
    "4, 2, 200, 200, 150, 0",
    "4, 2, 200, 200, 200, 0",
    "4, 2, 200, 200, 0, 3",
    "4, 2, 1, 150, 0, 0",
    "4, 2, 1, 150, 20, 3",
    "4, 2, 70, 150, 0, 0",
    "4, 2, 70, 150, 20, 0",
    "4, 2, 70, 150, 80, 0",
  })
  void attend_shapesAndRules_isTheDefinition(
      int heads, int keyHeads, int queries, int positions, int window, double softCap) {
    Shape shape = new Shape(heads, keyHeads, queries, positions);
    AttentionRule rule = new AttentionRule(.4, window, softCap);
    Random random = new Random(SEED);
    float[][][][] query = values(random, heads, queries);
    float[][][][] key = values(random, keyHeads, positions);
    float[][][][] value = values(random, keyHeads, positions);

    float[] got;
    try (InferenceMode inference = new InferenceMode(true);
        PointerScope scope = new PointerScope()) {
      got =
          floats(
              BlockedAttention.attend(
                  tensor(query), tensor(key), tensor(value), rule, ScalarType.Float));
    }

    double worst = 0;
    int at = 0;
    for (int b = 0; b < ROWS; b++) {
      for (int h = 0; h < heads; h++) {
        int k = shape.keyHead(h);
        for (int s = 0; s < queries; s++) {
          double[] wanted =
              attended(query[b][h][s], key[b][k], value[b][k], positions - queries + s, rule);
          for (double number : wanted) {
            worst = Math.max(worst, Math.abs(number - got[at++]));
          }
        }
      }
    }
    assertThat(at).isEqualTo(got.length);
    assertThat(worst).as("seed %d", SEED).isLessThan(2e-5);
  }

  @Test
  void attend_halfPrecision_isNear() {
    Random random = new Random(SEED);
    float[][][][] query = values(random, 4, 130);
    float[][][][] key = values(random, 2, 130);
    AttentionRule rule = AttentionRule.scaledByHeadSize(SIZE, 0);
    try (InferenceMode inference = new InferenceMode(true);
        PointerScope scope = new PointerScope()) {
      Tensor wanted =
          BlockedAttention.attend(tensor(query), tensor(key), tensor(key), rule, ScalarType.Float);
      Tensor half =
          BlockedAttention.attend(
              tensor(query).to(ScalarType.BFloat16),
              tensor(key).to(ScalarType.BFloat16),
              tensor(key).to(ScalarType.BFloat16),
              rule,
              ScalarType.BFloat16);

      assertThat(half.dtype().toScalarType().intern()).isEqualTo(ScalarType.BFloat16);
      Tensor differences = half.to(ScalarType.Float).sub(wanted).abs();
      assertThat(differences.mean().item_float()).isBetween(1e-4f, .02f);
    }
  }

  private static float[] floats(Tensor tensor) {
    Tensor flat = tensor.contiguous().view(-1);
    float[] values = new float[(int) flat.numel()];
    try (FloatPointer pointer = flat.data_ptr_float()) {
      pointer.get(values);
    }
    return values;
  }
}
