package dev.palimpsest.audit.gate;

import static dev.palimpsest.audit.gate.Policies.auc;
import static dev.palimpsest.audit.gate.Policies.decide;
import static dev.palimpsest.audit.gate.Policies.rule;
import static dev.palimpsest.audit.gate.Policies.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.audit.stats.AreaUnderCurve;
import dev.palimpsest.audit.stats.Interval;
import dev.palimpsest.audit.stats.Metric;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final String HIGH_AT_MOST = "bound: high, at_most: 0.6";

  @Test
  void decide_boundWithinLimit_passes() {
    Verdict verdict = decide(yaml(rule("r", "ref", HIGH_AT_MOST)), auc("ref", .55, .52, .58));

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.rules().get(0).reason())
        .isEqualTo("The upper 95 % bound is 0.58, within the limit of at most 0.6.");
  }

  @Test
  void decide_intervalBeyondLimit_fails() {
    Verdict verdict = decide(yaml(rule("r", "ref", HIGH_AT_MOST)), auc("ref", .7, .65, .75));

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    RuleResult result = verdict.rules().get(0);
    assertThat(result.observed()).isEqualTo(.75);
    assertThat(result.reason())
        .isEqualTo("Even the lower 95 % bound is 0.65, beyond the limit of at most 0.6.");
  }

  /** The estimate is within the limit and would pass if points were compared. */
  @Test
  void decide_intervalAcrossLimit_isInconclusive() {
    Verdict verdict = decide(yaml(rule("r", "ref", HIGH_AT_MOST)), auc("ref", .58, .54, .62));

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.rules().get(0).reason())
        .isEqualTo(
            "The interval from 0.54 to 0.62 reaches across the limit of at most 0.6: more members"
                + " or controls would settle it.");
  }

  @Test
  void decide_lowerLimit_isMirrored() {
    String rule = rule("r", "ref", "bound: low, at_least: 0.6");

    assertThat(decide(yaml(rule), auc("ref", .7, .65, .75)).outcome()).isEqualTo(Outcome.PASS);
    assertThat(decide(yaml(rule), auc("ref", .5, .45, .55)).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(decide(yaml(rule), auc("ref", .6, .55, .65)).outcome())
        .isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void decide_point_isComparedAsItStands() {
    String rule = rule("r", "ref", "bound: point, at_most: 3");

    assertThat(decide(yaml(rule), auc("ref", 3.0, null, null)).outcome()).isEqualTo(Outcome.PASS);
    assertThat(decide(yaml(rule), auc("ref", 3.1, null, null)).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(decide(yaml(rule), auc("ref", null, null, null)).outcome())
        .isEqualTo(Outcome.INCONCLUSIVE);
  }

  /** Perfect separation has no DeLong interval, and is no reason to let a checkpoint go. */
  @Test
  void decide_perfectSeparationWithoutInterval_fails() {
    Verdict verdict = decide(yaml(rule("r", "ref", HIGH_AT_MOST)), auc("ref", 1.0, null, null));

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.rules().get(0).reason())
        .isEqualTo(
            "There is no interval, and the value itself, is 1, beyond the limit of at most 0.6.");
  }

  @Test
  void decide_tooFewControls_isInconclusiveHoweverGoodItLooks() {
    Verdict verdict =
        decide(
            yaml(rule("r", "ref", HIGH_AT_MOST)),
            new Metric("ref", "all", "auc", .5, .4, .55, 100, 9, "rule"));

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.rules().get(0).reason())
        .isEqualTo(
            "Rests on 100 that were trained on and 9 that were held out; at least 10 and 10 are"
                + " needed.");
  }

  @Test
  void decide_metricAbsent_isInconclusive() {
    Verdict verdict = decide(yaml(rule("r", "ref, loss", HIGH_AT_MOST)), auc("ref", .5, .4, .55));

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.rules().get(0).reason()).isEqualTo("auc of loss was not measured.");
  }

  @Test
  void decide_severalProbes_theWorstCounts() {
    Verdict verdict =
        decide(
            yaml(rule("r", "ref, loss, wbc", HIGH_AT_MOST)),
            auc("ref", .5, .4, .55),
            auc("loss", .54, .49, .59),
            auc("wbc", .5, .4, .56));

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.rules().get(0).probe()).isEqualTo("loss");
  }

  @Test
  void decide_failureBesideUndecided_fails() {
    Verdict verdict =
        decide(
            yaml(rule("a", "loss", HIGH_AT_MOST), rule("b", "ref", HIGH_AT_MOST)),
            auc("ref", .7, .65, .75));

    assertThat(verdict.rules().stream().map(RuleResult::outcome))
        .containsExactly(Outcome.INCONCLUSIVE, Outcome.FAIL);
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void decide_shiftedControls_leaveWhatRestsOnThemUndecided() {
    String yaml =
        yaml(
            rule("alike", "validity", "blind", "bound: low, at_most: 0.55", "[]"),
            rule("membership", "risk", "ref", HIGH_AT_MOST, "[alike]"));

    Verdict verdict = decide(yaml, auc("blind", .75, .71, .79), auc("ref", .9, .88, .92));

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.rules().get(1).reason())
        .isEqualTo(
            "Cannot be decided, because alike is not met. Even the lower 95 % bound is 0.71, beyond"
                + " the limit of at most 0.55.");
  }

  @Test
  void decide_shiftedControls_doNotSaveARuleThatNeedsNone() {
    String yaml =
        yaml(
            rule("alike", "validity", "blind", "bound: low, at_most: 0.55", "[]"),
            rule("canaries", "risk", "ref", HIGH_AT_MOST, "[]"));

    assertThat(decide(yaml, auc("blind", .75, .71, .79), auc("ref", .9, .88, .92)).outcome())
        .isEqualTo(Outcome.FAIL);
  }

  @Test
  void decide_waiver_holdsUntilItsLastDay() {
    String yaml =
        yaml(rule("r", "ref", HIGH_AT_MOST))
            .replace(
                "waivers: []",
                "waivers: [{rule: r, approved_by: J. Doe, reason: pilot, expires: 2026-03-01}]");

    Verdict verdict = decide(yaml, auc("ref", .7, .65, .75));

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.rules().get(0).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.outcomeOn(verdict.day().plusDays(1))).isEqualTo(Outcome.FAIL);
  }

  @Test
  void decide_sameArguments_giveTheSameHash() {
    String yaml = yaml(rule("r", "ref", HIGH_AT_MOST));

    assertThat(decide(yaml, auc("ref", .7, .65, .75)).hash())
        .isEqualTo(decide(yaml, auc("ref", .7, .65, .75)).hash())
        .isNotEqualTo(decide(yaml, auc("ref", .7, .65, .7500001)).hash());
  }

  /**
   * A checkpoint that leaks nothing must hardly ever fail; comparing points would fail it often.
   */
  @Test
  void decide_harmlessCheckpoint_rarelyFails() {
    String yaml = yaml(rule("r", "ref", "bound: high, at_most: 0.55"));
    int failed = 0;
    int pointsBeyond = 0;
    for (int seed = 0; seed < 300; seed++) {
      UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
      AreaUnderCurve area =
          AreaUnderCurve.of(random.doubles(60).toArray(), random.doubles(60).toArray());
      Interval interval = Objects.requireNonNull(area.interval());
      Metric metric = auc("ref", area.point(), interval.low(), interval.high());
      failed += decide(yaml, metric).outcome() == Outcome.FAIL ? 1 : 0;
      pointsBeyond += area.point() > 0.55 ? 1 : 0;
    }

    assertThat(failed).as("seeds 0 to 299").isLessThanOrEqualTo(6);
    assertThat(pointsBeyond).isGreaterThan(30);
  }
}
