package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.audit.model.Positions.Target;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogitReductionTest {
  private static final long SEED = 11;

  @Test
  void reduce_valuesByHand_areGiven() {
    // p = (1/2, 1/4, 1/4); ln p = (−ln 2, −2 ln 2, −2 ln 2), mean −1.5 ln 2, variance (ln 2)² / 4.
    float[] logits = {99, (float) Math.log(2), 0, 0};
    TokenStatistics row = TokenStatistics.unpredicted(1);

    new LogitReduction(3).reduce(logits, 1, 2, new Target(row, 0));

    double ln2 = Math.log(2);
    assertThat(row.logprob()[0]).isCloseTo((float) (-2 * ln2), within(1e-6f));
    assertThat(row.mean()[0]).isCloseTo((float) (-1.5 * ln2), within(1e-6f));
    assertThat(row.sd()[0]).isCloseTo((float) (ln2 / 2), within(1e-6f));
    assertThat(row.lseTop40()[0]).isCloseTo(0, within(1e-6f));
    assertThat(row.argmax()[0]).isEqualTo(0);
    assertThat(row.rank()[0]).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 5, 60})
  void reduce_anyLogits_equalsLibtorchs(double spread) {
    int vocabulary = 20_000;
    int positions = 3;
    Random random = new Random(SEED);
    float[] logits = new float[positions * vocabulary];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (random.nextGaussian() * spread);
    }
    int[] gold = {0, 777, vocabulary - 1};
    TokenStatistics expected = TokenStatistics.unpredicted(positions);
    TokenStatistics reduced = TokenStatistics.unpredicted(positions);
    LibTorch.load();
    try (PointerScope scope = new PointerScope()) {
      LibTorchStatistics.compute(
          torch.tensor(logits).view(positions, vocabulary), gold, targets(expected, positions));
    }

    LogitReduction reduction = new LogitReduction(vocabulary);
    for (int i = 0; i < positions; i++) {
      reduction.reduce(logits, i * vocabulary, gold[i], new Target(reduced, i));
    }

    assertThat(reduced.rank()).as("seed " + SEED).isEqualTo(expected.rank());
    assertThat(reduced.argmax()).isEqualTo(expected.argmax());
    assertThat(reduced.logprob()).containsExactly(expected.logprob(), within(2e-5f));
    assertThat(reduced.mean()).containsExactly(expected.mean(), within(2e-5f));
    assertThat(reduced.sd()).containsExactly(expected.sd(), within(2e-5f));
    assertThat(reduced.lseTop40()).containsExactly(expected.lseTop40(), within(2e-5f));
  }

  @Test
  void reduce_logitThatIsNoNumber_saysNothing() {
    TokenStatistics row = TokenStatistics.unpredicted(1);

    new LogitReduction(3).reduce(new float[] {1, Float.NaN, 2}, 0, 0, new Target(row, 0));

    assertThat(row.logprob()[0]).isNaN();
    assertThat(row.rank()[0]).isEqualTo(-1);
  }

  private static Target[] targets(TokenStatistics row, int positions) {
    Target[] targets = new Target[positions];
    Arrays.setAll(targets, i -> new Target(row, i));
    return targets;
  }
}
