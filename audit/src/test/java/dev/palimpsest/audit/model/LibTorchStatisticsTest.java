package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.audit.model.Positions.Target;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibTorchStatisticsTest {
  private static final long SEED = 3;

  @Test
  void compute_threeTokens_valuesByHand() {
    // p = 0.7, 0.2, 0.1 and the gold token has 0.1.
    TokenStatistics row = compute(new float[] {ln(0.7), ln(0.2), ln(0.1)}, 3, new int[] {2});

    assertThat(row.logprob()[0]).isCloseTo(-2.302585f, within(1e-6f));
    assertThat(row.mean()[0]).isCloseTo(-0.801819f, within(1e-6f));
    assertThat(row.sd()[0]).isCloseTo(0.703126f, within(1e-5f));
    assertThat(row.argmax()[0]).isZero();
    assertThat(row.rank()[0]).isEqualTo(3);
    assertThat(row.lseTop40()[0]).isCloseTo(0, within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 50, 3",
    "5, 41, 1",
    "300, 3000, 8",
    "3, 256000, 4",
    "3, 256000, 40",
    "2, 256000, 0"
  })
  void compute_randomLogits_equalsPlainDoubles(int positions, int vocabulary, double spread) {
    LibTorch.load();
    SplittableRandom random = new SplittableRandom(SEED);
    float[] logits = new float[positions * vocabulary];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (spread * (random.nextDouble() + random.nextDouble() - 1) + 20);
    }
    int[] gold = random.ints(positions, 0, vocabulary).toArray();

    TokenStatistics row = compute(logits, vocabulary, gold);

    for (int i = 0; i < positions; i++) {
      Plain plain = new Plain(logits, i * vocabulary, vocabulary, gold[i]);
      String place = "seed " + SEED + " position " + i;
      assertThat((double) row.logprob()[i]).as(place).isCloseTo(plain.logprob, within(3e-5));
      assertThat((double) row.mean()[i]).as(place).isCloseTo(plain.mean, within(3e-5));
      assertThat((double) row.sd()[i]).as(place).isCloseTo(plain.sd, within(3e-5));
      assertThat((double) row.lseTop40()[i]).as(place).isCloseTo(plain.lseTop40, within(3e-5));
      assertThat(row.argmax()[i]).as(place).isEqualTo(plain.argmax);
      assertThat(row.rank()[i]).as(place).isBetween(plain.rank - 1, plain.rank);
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 50, 3", "5, 41, 1", "4, 30, 2", "30, 3000, 8", "3, 256000, 4"})
  void reduceInPlace_randomLogits_agreesWithTheScan(int positions, int vocabulary, double spread) {
    LibTorch.load();
    SplittableRandom random = new SplittableRandom(SEED);
    float[] logits = new float[positions * vocabulary];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (spread * random.nextDouble(-1, 1));
    }
    logits[3] = Float.NaN; // the first position says nothing
    int[] gold = random.ints(positions, 0, vocabulary).toArray();
    TokenStatistics scanned = compute(logits, vocabulary, gold);
    TokenStatistics inPlace = TokenStatistics.unpredicted(positions);
    Target[] targets = new Target[positions];
    Arrays.setAll(targets, i -> new Target(inPlace, i));

    try (PointerScope scope = new PointerScope()) {
      Tensor tensor = torch.tensor(logits).view(positions, vocabulary);
      LibTorchStatistics.reduceInPlace(tensor, gold, targets, 0);
    }

    assertThat(inPlace.rank()[0]).isEqualTo(-1);
    assertThat(inPlace.argmax()).as("seed " + SEED).isEqualTo(scanned.argmax());
    assertThat(inPlace.rank()).isEqualTo(scanned.rank());
    assertThat(inPlace.logprob()).containsExactly(scanned.logprob(), within(1e-5f));
    assertThat(inPlace.mean()).containsExactly(scanned.mean(), within(1e-5f));
    assertThat(inPlace.sd()).containsExactly(scanned.sd(), within(1e-5f));
    assertThat(inPlace.lseTop40()).containsExactly(scanned.lseTop40(), within(1e-5f));
  }

  private static TokenStatistics compute(float[] logits, int vocabulary, int[] gold) {
    LibTorch.load();
    TokenStatistics row = TokenStatistics.unpredicted(gold.length);
    Target[] targets = new Target[gold.length];
    Arrays.setAll(targets, i -> new Target(row, i));
    try (PointerScope scope = new PointerScope()) {
      Tensor tensor = torch.tensor(logits).view(gold.length, vocabulary);
      LibTorchStatistics.compute(tensor, gold, targets);
    }
    return row;
  }

  private static float ln(double p) {
    return (float) Math.log(p);
  }

  /** The definitions, in double precision. */
  private static final class Plain {
    final double logprob;
    final double mean;
    final double sd;
    final double lseTop40;
    final int argmax;
    final int rank;

    Plain(float[] logits, int from, int vocabulary, int gold) {
      double[] lp = new double[vocabulary];
      double max = Double.NEGATIVE_INFINITY;
      int best = 0;
      for (int v = 0; v < vocabulary; v++) {
        if (logits[from + v] > max) {
          max = logits[from + v];
          best = v;
        }
      }
      double sum = 0;
      for (int v = 0; v < vocabulary; v++) {
        sum += Math.exp(logits[from + v] - max);
      }
      double first = 0;
      double second = 0;
      int above = 0;
      for (int v = 0; v < vocabulary; v++) {
        lp[v] = logits[from + v] - max - Math.log(sum);
        first += Math.exp(lp[v]) * lp[v];
        above += logits[from + v] > logits[from + gold] ? 1 : 0;
      }
      for (int v = 0; v < vocabulary; v++) {
        second += Math.exp(lp[v]) * (lp[v] - first) * (lp[v] - first);
      }
      logprob = lp[gold];
      mean = first;
      sd = Math.sqrt(second);
      argmax = best;
      rank = above + 1;
      Arrays.sort(lp);
      double top = 0;
      for (int v = Math.max(0, vocabulary - TokenStatistics.TOP); v < vocabulary; v++) {
        top += Math.exp(lp[v]);
      }
      lseTop40 = Math.log(top);
    }
  }
}
