package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.audit.checkpoint.Activation;
import dev.palimpsest.audit.checkpoint.LlamaConfig;
import dev.palimpsest.audit.checkpoint.Rope;
import dev.palimpsest.audit.checkpoint.RopeScaling;
import dev.palimpsest.audit.model.LibTorch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class GradientsTest {

  private static final LlamaConfig CONFIG =
      new LlamaConfig(
          "llama",
          30,
          16,
          24,
          2,
          1,
          8,
          32,
          1e-5,
          Activation.SILU,
          new Rope(10_000, 8, new RopeScaling.None()),
          Collections.nCopies(2, 0),
          Set.of(),
          Set.of(LlamaConfig.Trait.TIED_HEAD));

  @Test
  void compute_anyNumberOfThreads_givesTheSameBits() {
    List<TokenRow> rows = rows(12);
    List<List<TokenRow>> batches =
        List.of(rows.subList(0, 5), rows.subList(5, 9), rows.subList(9, 12));
    assertThat(compute(batches, 1)).isEqualTo(compute(batches, 3));
  }

  @Test
  void compute_severalBatches_equalOneLargeBatch() {
    List<TokenRow> rows = rows(12);
    List<Double> whole = compute(List.of(rows), 1);
    List<Double> parts = compute(List.of(rows.subList(0, 5), rows.subList(5, 12)), 1);
    for (int i = 0; i < whole.size(); i++) {
      assertThat(parts.get(i)).isCloseTo(whole.get(i), within(1e-5));
    }
  }

  @Test
  void compute_smallStepAlongTheGradient_changesTheLossByItsSquare() {
    LibTorch.load();
    List<List<TokenRow>> batches = List.of(rows(4));
    int targets = targets(batches);
    try (PointerScope scope = new PointerScope()) {
      TrainableModel model = model();
      try (Gradients gradients = new Gradients(model, 1)) {
        double before = gradients.compute(batches, targets) / targets;
        double square = 0;
        double step = 1e-3;
        try (NoGradGuard frozen = new NoGradGuard()) {
          for (Tensor tensor : model.trained().values()) {
            square += tensor.grad().pow(new Scalar(2)).sum().item_double();
            tensor.sub_(tensor.grad().mul(new Scalar(step)));
          }
        }
        double after = gradients.compute(batches, targets) / targets;
        assertThat((before - after) / (step * square)).isCloseTo(1, within(0.02));
      }
    }
  }

  /** The loss, then every gradient's sum of squares. */
  private static List<Double> compute(List<List<TokenRow>> batches, int threads) {
    LibTorch.load();
    List<Double> values = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      TrainableModel model = model();
      try (Gradients gradients = new Gradients(model, threads)) {
        values.add(gradients.compute(batches, targets(batches)));
        for (Tensor tensor : model.trained().values()) {
          values.add(torch.norm(tensor.grad()).item_double());
        }
      }
    }
    return values;
  }

  private static TrainableModel model() {
    return TrainableModel.full(CONFIG, new InitialWeights(3).llama(CONFIG));
  }

  private static int targets(List<List<TokenRow>> batches) {
    return batches.stream().flatMap(List::stream).mapToInt(TokenRow::targetCount).sum();
  }

  private static List<TokenRow> rows(int count) {
    Random random = new Random(count);
    List<TokenRow> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      int length = 4 + random.nextInt(20);
      boolean[] targets = new boolean[length];
      for (int i = 1; i < length; i++) {
        targets[i] = i == 1 || random.nextInt(3) > 0;
      }
      rows.add(new TokenRow(random.ints(length, 0, 30).toArray(), targets));
    }
    return rows;
  }
}
