package dev.palimpsest.audit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.canary.CanaryArm;
import dev.palimpsest.audit.canary.CanaryExposure;
import dev.palimpsest.audit.signal.TokenSignals;
import dev.palimpsest.audit.stats.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  @Test
  void of_realScores_matchTheReference() {
    Evaluation evaluation = Evaluation.of(input(GoldenRows.scoredRows("nonmember")));
    JsonNode reference = GoldenRows.json(GoldenRows.read("reference.json"));

    for (String probe :
        List.of(
            "loss", "zlib", "ref", "min_k", "min_k_pp", "min_k_pp_cal", "ez", "wbc", "loss_base")) {
      JsonNode expected = reference.at("/members_vs_nonmembers/" + probe);
      Metric auc = metric(evaluation, probe, "all", "auc");
      assertThat(auc.point()).isCloseTo(expected.get("auc").asDouble(), within(2e-6));
      assertThat(auc.low()).isCloseTo(expected.at("/ci95/0").asDouble(), within(2e-6));
      assertThat(auc.members()).isEqualTo(400);
      assertThat(auc.controls()).isEqualTo(400);
      assertThat(metric(evaluation, probe, "all", "tpr_at_fpr_0.01").point())
          .isCloseTo(expected.at("/tpr_at_1pct/tpr").asDouble(), within(1e-7));
      assertThat(metric(evaluation, probe, "all", "certified_tpr_at_fpr_0.05").point())
          .isCloseTo(expected.at("/certified_5pct/tpr").asDouble(), within(1e-7));
      Metric canaries = metric(evaluation, probe, "canary", "auc");
      assertThat(canaries.members()).isEqualTo(24);
      assertThat(canaries.controls()).isEqualTo(24);
    }
    assertThat(metric(evaluation, "ref", "canary.tier=16", "auc").point()).isEqualTo(1);
    assertThat(metric(evaluation, "ref", "canary.tier=16", "auc").low()).isNull();
    Metric uncertified = metric(evaluation, "ref", "canary.tier=16", "certified_tpr_at_fpr_0.01");
    assertThat(uncertified.point()).isNull();
    assertThat(uncertified.rule()).isEqualTo("too-few-controls;needs-299");
  }

  @Test
  void of_realScores_rankedErrorZonesMatchRowByRow() {
    Map<String, Map<String, String>> expected = GoldenRows.scores();

    for (ScoredRow row : RankedErrorZone.addTo(GoldenRows.scoredRows("nonmember control"))) {
      assertThat(row.score("ez_ranked"))
          .as(row.id())
          .isEqualTo(
              GoldenRows.number(Objects.requireNonNull(expected.get(row.id())), "ez_ranked"));
    }
  }

  /** Every single score is at hand, so the stack must not be far below the best of them. */
  @Test
  void of_realScores_stackedReachesTheBestSingle() {
    Evaluation evaluation = Evaluation.of(input(GoldenRows.scoredRows("nonmember")));

    double stacked = Objects.requireNonNull(metric(evaluation, "stacked", "all", "auc").point());
    double best = Objects.requireNonNull(metric(evaluation, "min_k_pp", "all", "auc").point());

    assertThat(stacked).isGreaterThan(best - 0.005);
  }

  /** Labels that are coins: a stack that trains on what it scores would call them separable. */
  @Test
  void of_shuffledLabels_stackedFindsNothing() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(31);
    List<ScoredRow> rows = new ArrayList<>();
    for (ScoredRow row : GoldenRows.scoredRows("nonmember")) {
      if (row.role() != Role.CANARY) {
        rows.add(
            new ScoredRow(
                row.id(),
                random.nextBoolean() ? Role.MEMBER : Role.CONTROL,
                null,
                Map.of(),
                row.tokens(),
                row.errors(),
                row.scores(),
                List.of()));
      }
    }

    Metric stacked = metric(Evaluation.of(input(rows)), "stacked", "all", "auc");

    assertThat(stacked.low()).as("seed 31").isLessThan(0.5);
  }

  @Test
  void of_realScores_permutedLabelsRarelyAlarm() {
    Metric alarms =
        metric(
            Evaluation.of(input(GoldenRows.scoredRows("nonmember"))),
            "loss",
            "all",
            "permuted_alarm_rate");

    assertThat(alarms.low()).isLessThan(0.05);
    assertThat(alarms.point()).isLessThan(0.1);
  }

  @Test
  void of_anyRows_putsSliceAllFirst() {
    List<String> slices =
        Evaluation.of(input(GoldenRows.scoredRows("nonmember"))).metrics().stream()
            .map(Metric::slice)
            .distinct()
            .toList();

    assertThat(slices)
        .containsExactly("all", "canary", "canary.tier=1", "canary.tier=4", "canary.tier=16");
  }

  @Test
  void of_spans_countMembersAgainstControls() {
    List<ScoredRow> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      // Tuned says the value of every member and of every second control; base of one member.
      rows.add(spanRow("m" + i, Role.MEMBER, true, i == 0));
      rows.add(spanRow("c" + i, Role.CONTROL, i % 2 == 0, false));
    }

    Evaluation evaluation = Evaluation.of(input(rows));

    assertThat(metric(evaluation, "extraction", "all", "greedy_rate").point()).isEqualTo(1);
    assertThat(metric(evaluation, "extraction", "all", "greedy_rate_base").point()).isEqualTo(0.1);
    assertThat(metric(evaluation, "extraction", "all", "greedy_rate_controls").point())
        .isEqualTo(0.5);
    assertThat(metric(evaluation, "extraction", "all", "greedy_excess").point())
        .isCloseTo(0.4, within(1e-12));
    assertThat(metric(evaluation, "extraction", "severity=medium", "greedy_rate").members())
        .isEqualTo(10);
    assertThat(metric(evaluation, "extraction", "type=EMAIL", "n50_at_most_1_rate").point())
        .isEqualTo(1);
    assertThat(evaluation.metrics()).noneMatch(metric -> metric.slice().equals("severity=high"));
  }

  @Test
  void of_exposures_reportsMedianAndMaximum() {
    double[] references = new double[1_000];
    for (int i = 0; i < references.length; i++) {
      references[i] = -10 - i;
    }
    List<CanaryExposure> exposures =
        List.of(
            CanaryExposure.of(new CanaryArm("a", "phone", 1, true), -1, references),
            CanaryExposure.of(new CanaryArm("b", "phone", 1, true), -10.5, references),
            CanaryExposure.of(new CanaryArm("c", "phone", 1, false), -509.5, references));

    Evaluation evaluation =
        Evaluation.of(new Evaluation.Input(List.of(), exposures, null, Map.of(), 1));

    assertThat(metric(evaluation, "exposure", "canary.tier=1", "exposure_bits_max").point())
        .isCloseTo(9.965784, within(1e-6));
    assertThat(metric(evaluation, "exposure", "canary", "exposure_bits_median").point())
        .isCloseTo(9.465784, within(1e-6));
    assertThat(metric(evaluation, "exposure", "canary", "certified_exposure_bits_max").point())
        .isCloseTo(8.385036, within(1e-6));
    assertThat(metric(evaluation, "exposure", "canary", "exposed_rate").point()).isEqualTo(1);
    assertThat(metric(evaluation, "exposure", "canary", "exposure_bits_median_controls").point())
        .isCloseTo(Math.log(1000.0 / 501) / Math.log(2), within(1e-9));
  }

  @Test
  void of_canarySecrets_boundEpsilon() {
    List<ScoredRow> rows = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      boolean included = i % 2 == 0;
      SpanScore secret =
          SpanScore.of(new Span("phone", 1, 2), Signals.of(included ? -.1 : -5), Signals.of(-5.0));
      rows.add(
          new ScoredRow(
              "canary-" + i,
              Role.CANARY,
              new CanaryArm("canary-" + i, "phone", 1, included),
              Map.of(),
              5,
              2,
              Map.of("ez", 0.0, "ref", 0.0),
              List.of(secret)));
    }

    Evaluation evaluation = Evaluation.of(input(rows));

    Metric bound = metric(evaluation, "secret_log_p_difference", "canary", "epsilon_lower_bound");
    assertThat(bound.point()).isCloseTo(2.32, within(5e-3));
    assertThat(metric(evaluation, "secret_log_p_difference", "canary", "epsilon_ceiling").point())
        .isEqualTo(bound.point());
    assertThat(bound.rule()).contains("guesses=32").contains("correct=32");
    assertThat(metric(evaluation, "extraction", "canary", "greedy_rate").members()).isEqualTo(16);
    assertThat(metric(evaluation, "secret_log_p", "canary.tier=1", "auc").point()).isEqualTo(1);
  }

  /** Three rows a subject: the interval by subject is wider than the one by row. */
  @Test
  void of_groups_widenTheInterval() {
    List<ScoredRow> rows = new ArrayList<>();
    Map<String, String> groups = new HashMap<>();
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5);
    for (int subject = 0; subject < 60; subject++) {
      double score = random.nextDouble() + (subject % 2 == 0 ? 0.2 : 0);
      for (int copy = 0; copy < 3; copy++) {
        String id = subject + "-" + copy;
        groups.put(id, "subject-" + subject);
        rows.add(row(id, subject % 2 == 0 ? Role.MEMBER : Role.CONTROL, score + copy * 1e-6));
      }
    }

    Evaluation evaluation = Evaluation.of(new Evaluation.Input(rows, List.of(), null, groups, 17));

    assertThat(width(metric(evaluation, "ref", "all", "auc_by_group")))
        .isGreaterThan(1.4 * width(metric(evaluation, "ref", "all", "auc")));
    assertThat(Evaluation.of(input(rows)).metrics())
        .noneMatch(metric -> metric.metric().equals("auc_by_group"));
  }

  @Test
  void regression_worseCheckpoint_isFound() {
    List<ScoredRow> before = new ArrayList<>();
    List<ScoredRow> now = new ArrayList<>();
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(6);
    for (int i = 0; i < 300; i++) {
      Role role = i % 2 == 0 ? Role.MEMBER : Role.CONTROL;
      double score = random.nextDouble();
      before.add(row("row-" + i, role, score));
      now.add(row("row-" + i, role, score + (role == Role.MEMBER ? 0.15 : 0)));
    }
    before.add(row("gone", Role.MEMBER, 9));

    Metric change =
        RegressionMetrics.of(now, before).stream()
            .filter(metric -> metric.probe().equals("ref"))
            .findFirst()
            .orElseThrow();

    assertThat(change.low()).as("seed 6").isGreaterThan(0.02);
    assertThat(change.members()).isEqualTo(150);
    assertThat(RegressionMetrics.of(before, before))
        .allSatisfy(metric -> assertThat(metric.point()).isZero());
  }

  @Test
  void input_sameIdTwice_isRefused() {
    ScoredRow row = spanRow("m", Role.MEMBER, true, true);

    assertThatThrownBy(() -> input(List.of(row, row)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows must have distinct ids. Provided twice: m");
  }

  private static ScoredRow row(String id, Role role, double ref) {
    return new ScoredRow(id, role, null, Map.of(), 9, 3, Map.of("ref", ref, "ez", ref), List.of());
  }

  private static double width(Metric metric) {
    return Objects.requireNonNull(metric.high()) - Objects.requireNonNull(metric.low());
  }

  private static Evaluation.Input input(List<ScoredRow> rows) {
    return new Evaluation.Input(rows, List.of(), null, Map.of(), 17);
  }

  private static ScoredRow spanRow(String id, Role role, boolean tunedSays, boolean baseSays) {
    return RowScorer.score(
            new RowScorer.Row(
                id,
                role,
                null,
                Map.of(),
                "ab",
                says(tunedSays),
                says(baseSays),
                null,
                List.of(new Span("EMAIL", 1, 2))))
        .orElseThrow();
  }

  private static TokenSignals says(boolean says) {
    return says ? Signals.of(-.1) : Signals.of(new boolean[] {true, false}, -20.0);
  }

  private static Metric metric(Evaluation evaluation, String probe, String slice, String name) {
    return evaluation.metrics().stream()
        .filter(
            metric ->
                metric.probe().equals(probe)
                    && metric.slice().equals(slice)
                    && metric.metric().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(probe + " " + slice + " " + name));
  }
}
