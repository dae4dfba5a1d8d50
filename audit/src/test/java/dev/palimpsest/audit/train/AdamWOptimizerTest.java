package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.audit.model.LibTorch;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class AdamWOptimizerTest {

  private static final double RATE = 0.1;

  @Test
  void step_twoSteps_followTheAlgorithm() {
    LibTorch.load();
    Optimization optimization = new Optimization(RATE, 0, 0, 0.5, 0.8, 0.6, 1e9);
    try (PointerScope scope = new PointerScope()) {
      Tensor matrix = torch.tensor(new float[] {1}).view(1, 1).requires_grad_(true);
      Tensor vector = torch.tensor(new float[] {1}).requires_grad_(true);
      AdamWOptimizer optimizer = new AdamWOptimizer(List.of(matrix, vector), optimization);
      double decayed = 1;
      double kept = 1;
      double mean = 0;
      double square = 0;
      double[] gradients = {2, -1};
      for (int t = 1; t <= gradients.length; t++) {
        double gradient = gradients[t - 1];
        gradient(matrix, gradient);
        gradient(vector, gradient);
        optimizer.step(RATE);
        mean = 0.8 * mean + 0.2 * gradient;
        square = 0.6 * square + 0.4 * gradient * gradient;
        double change =
            RATE
                * (mean / (1 - Math.pow(0.8, t)))
                / (Math.sqrt(square / (1 - Math.pow(0.6, t))) + 1e-8);
        decayed = decayed * (1 - RATE * 0.5) - change;
        kept -= change;
        assertThat(matrix.item_double()).isCloseTo(decayed, within(1e-6));
        assertThat(vector.item_double()).isCloseTo(kept, within(1e-6));
      }
    }
  }

  @Test
  void step_longGradient_isScaledToTheMaximumNorm() {
    LibTorch.load();
    Optimization optimization = new Optimization(RATE, 0, 0, 0, 0.9, 0.9, 0.5);
    try (PointerScope scope = new PointerScope()) {
      Tensor one = torch.tensor(new float[] {0}).requires_grad_(true);
      Tensor other = torch.tensor(new float[] {0}).requires_grad_(true);
      AdamWOptimizer optimizer = new AdamWOptimizer(List.of(one, other), optimization);
      gradient(one, 3);
      gradient(other, 4);
      optimizer.step(RATE);
      assertThat(one.grad().item_double()).isCloseTo(0.3, within(1e-5));
      assertThat(other.grad().item_double()).isCloseTo(0.4, within(1e-5));
    }
  }

  private static void gradient(Tensor tensor, double value) {
    tensor.mutable_grad().put(torch.ones_like(tensor).mul_(torch.tensor(value)).detach());
  }
}
