package dev.palimpsest.audit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.audit.signal.TokenSignals;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProbeTest {

  /** Tolerances of the reference; its signals are stored with six digits. */
  private static final Map<String, Double> TOLERANCE =
      Map.of(
          "loss", 2e-3,
          "loss_base", 2e-3,
          "ref", 2e-3,
          "zlib", 1e-4,
          "min_k", 2e-2,
          "min_k_pp", 2e-2,
          "min_k_pp_cal", 2e-2,
          "ez", 2e-2,
          "wbc", 2e-2);

  private static final Map<String, String> COLUMN =
      Map.of("loss", "tuned_mean_lp", "loss_base", "base_mean_lp");

  @Test
  void score_realRows_matchOtherCode() {
    Map<String, Map<String, String>> expected = GoldenRows.scores();
    List<RowScorer.Row> rows = GoldenRows.rows();
    assertThat(rows).hasSize(20);

    for (RowScorer.Row row : rows) {
      ScoredRow scored = RowScorer.score(row).orElseThrow();
      Map<String, String> reference = Objects.requireNonNull(expected.get(row.id()));
      assertThat(scored.scores()).containsOnlyKeys(TOLERANCE.keySet());
      scored
          .scores()
          .forEach(
              (probe, score) ->
                  assertThat(score)
                      .as("%s of %s", probe, row.id())
                      .isCloseTo(
                          GoldenRows.number(reference, COLUMN.getOrDefault(probe, probe)),
                          within(Objects.requireNonNull(TOLERANCE.get(probe)))));
      assertThat(scored.errors()).isEqualTo((int) GoldenRows.number(reference, "ez_errors"));
      assertThat(scored.tokens() + 1).isEqualTo((int) GoldenRows.number(reference, "n_tokens"));
      assertThat(ZlibProbe.compressedBytes(row.text()))
          .isEqualTo((int) GoldenRows.number(reference, "zlib_bytes"));
    }
  }

  @Test
  void descriptions_allProbes_areComplete() {
    assertThat(Evaluation.descriptions().keySet())
        .containsExactly(
            "loss",
            "zlib",
            "lowercase",
            "ref",
            "min_k",
            "min_k_pp",
            "min_k_pp_cal",
            "ez",
            "ez_ranked",
            "wbc",
            "loss_base",
            "stacked",
            "secret_log_p",
            "secret_log_p_difference");
    assertThat(Evaluation.descriptions().values())
        .allSatisfy(
            description ->
                assertThat(
                        List.of(
                            description.formula(),
                            description.unit(),
                            description.range(),
                            description.source(),
                            description.meaning()))
                    .noneMatch(String::isBlank));
  }

  /** Three tokens: every score stays finite and says so little that the row is flagged. */
  @Test
  void score_shortRow_isFiniteAndFlagged() {
    TokenSignals signals = Signals.of(-0.0, -0.0);
    ScoredRow scored =
        RowScorer.score(
                new RowScorer.Row(
                    "short", Role.MEMBER, null, Map.of(), "", signals, signals, null, List.of()))
            .orElseThrow();

    assertThat(scored.scores().values()).allMatch(Double::isFinite);
    assertThat(scored.lowPower()).isTrue();
  }

  @Test
  void score_noPredictedToken_isEmpty() {
    TokenSignals signals = Signals.of();

    assertThat(
            RowScorer.score(
                new RowScorer.Row(
                    "one", Role.MEMBER, null, Map.of(), "a", signals, signals, null, List.of())))
        .isEmpty();
  }

  @Test
  void score_maskedTokens_areLeftOut() {
    TokenSignals tuned = Signals.of(-1, -5, -3);
    tuned.inLoss()[2] = false;

    assertThat(new LossProbe().score(Signals.row(tuned, Signals.of(-9, -9, -9)))).isEqualTo(-2);
  }

  @Test
  void score_impossibleToken_staysFinite() {
    RowSignals row = Signals.row(Signals.of(Double.NEGATIVE_INFINITY, -1), Signals.of(-1, -1));

    assertThat(Probes.ALL.stream().filter(p -> p.measurable(row)).map(p -> p.score(row)))
        .hasSize(9)
        .allMatch(Double::isFinite);
  }

  @Test
  void rowSignals_otherTokens_areRefused() {
    assertThatThrownBy(() -> Signals.row(Signals.of(-1, -2), Signals.of(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tuned and base signals must be of the same tokens: score both models with one"
                + " tokenizer. Provided token counts: 3, 2");
  }

  /** Three-word vocabulary by hand; the unweighted variant of the same statistic must not match. */
  @Test
  void minKPlusPlus_toyVocabulary_matchesHandValues() {
    double[][] p = {{.7, .2, .1}, {.05, .9, .05}, {.34, .33, .33}, {.6, .3, .1}, {.25, .25, .5}};
    int[] gold = {0, 2, 1, 1, 2};
    double[] lp = new double[5];
    double[] mean = new double[5];
    double[] sd = new double[5];
    for (int t = 0; t < 5; t++) {
      double square = 0;
      for (double q : p[t]) {
        mean[t] += q * Math.log(q);
        square += q * Math.log(q) * Math.log(q);
      }
      lp[t] = Math.log(p[t][gold[t]]);
      sd[t] = Math.sqrt(square - mean[t] * mean[t]);
    }
    TokenSignals signals = Signals.withDistribution(lp, mean, sd);
    int[] positions = {1, 2, 3, 4, 5};

    assertThat(LowestShare.standardised(signals, positions))
        .containsExactly(new double[] {.633092, -3, -.717741, -.544990, 1}, within(1e-4));
    assertThat(new MinKPlusPlusProbe().score(Signals.row(signals, signals)))
        .isCloseTo(-3, within(1e-4));
    assertThat(new MinKProbe().score(Signals.row(signals, signals)))
        .isCloseTo(Math.log(.05), within(1e-6));
  }

  /** Ten tokens: the two lowest; eleven: three. */
  @Test
  void minK_tenAndElevenTokens_takeCeilingOfFifth() {
    assertThat(LowestShare.mean(new double[] {0, -1, -2, -3, -4, -5, -6, -7, -8, -9}))
        .isEqualTo(-8.5);
    assertThat(LowestShare.mean(new double[] {0, -1, -2, -3, -4, -5, -6, -7, -8, -9, -10}))
        .isEqualTo(-9);
  }

  /** By hand: windows of 2 gain ½, of 3 a third, of 4 nothing; wider ones shrink to all five. */
  @Test
  void window_toyLosses_matchesHandValues() {
    double[] tuned = {-.356675, -2.995732, -1.108663, -1.203973, -.693147};
    double[] base = {-.5, -2, -1.3, -1.2, -.9};

    assertThat(WindowProbe.score(tuned, base))
        .isCloseTo((0.5 + 1.0 / 3 + 0 + 7 * 0.0) / 10, within(1e-12));
  }

  @Test
  void window_identicalModels_isZero() {
    double[] lp = {-.1, -.2, -.3};

    assertThat(WindowProbe.score(lp, lp)).isZero();
  }

  /** The windows summed one by one are the twin of the running sums. */
  @Test
  void window_realRows_agreesWithPlainSums() {
    for (RowScorer.Row row : GoldenRows.rows()) {
      RowSignals signals = Signals.row(row.tuned(), row.base());
      double[] tuned = signals.tunedLogProbabilities();
      double[] base = signals.baseLogProbabilities();
      double sum = 0;
      for (int window : new int[] {2, 3, 4, 6, 9, 13, 18, 25, 32, 40}) {
        int width = Math.min(window, tuned.length);
        int gains = 0;
        for (int i = 0; i + width <= tuned.length; i++) {
          double gain = 0;
          for (int j = i; j < i + width; j++) {
            gain += tuned[j] - base[j];
          }
          gains += gain > 0 ? 1 : 0;
        }
        sum += (double) gains / (tuned.length - width + 1);
      }

      assertThat(WindowProbe.score(tuned, base)).as(row.id()).isCloseTo(sum / 10, within(1e-12));
    }
  }

  /** Errors at the last two of three tokens: gain 2, loss 0.5. */
  @Test
  void errorZone_gainsAndLosses_areSmoothed() {
    TokenSignals tuned = Signals.of(new boolean[] {true, true, false, false}, -1, -1, -3.5);

    assertThat(new ErrorZoneProbe().score(Signals.row(tuned, Signals.of(-9, -3, -3))))
        .isCloseTo(Math.log(2.1) - Math.log(0.6), within(1e-6));
  }

  @Test
  void errorZone_allGains_ranksAboveAnyMixedRow() {
    boolean[] wrong = {true, false, false};
    RowSignals gains = Signals.row(Signals.of(wrong, -1, -1), Signals.of(-3, -3));
    RowSignals mixed = Signals.row(Signals.of(wrong, -1, -3.1), Signals.of(-3, -3));

    assertThat(new ErrorZoneProbe().score(gains)).isGreaterThan(new ErrorZoneProbe().score(mixed));
  }

  @Test
  void lowercase_withoutItsPass_isNotMeasurable() {
    RowSignals row = Signals.row(Signals.of(-1), Signals.of(-1));

    assertThat(new LowercaseProbe().measurable(row)).isFalse();
    assertThatThrownBy(() -> new LowercaseProbe().score(row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lowercase needs signals of the lower-cased row. Provided: none");
  }

  @Test
  void lowercase_withItsPass_isTheDifferenceOfMeans() {
    RowSignals row = new RowSignals("A", Signals.of(-1, -2), Signals.of(-1, -1), Signals.of(-4));

    assertThat(new LowercaseProbe().score(row)).isEqualTo(2.5);
  }
}
