package dev.palimpsest.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionRuleTest {

  private static final DecisionRule RULE = DecisionRule.standard();

  @Test
  void decide_columnThatFits_isLiftedAtTheShareAndNotBelow() {
    assertThat(RULE.decide(fitting(950, 500, 50, 50))).isEqualTo(Decision.LIFT);
    assertThat(RULE.decide(fitting(949, 500, 50, 50))).isEqualTo(Decision.NONE);
  }

  @Test
  void decide_columnThatRandomDigitsFitToo_isNotLifted() {
    assertThat(RULE.decide(fitting(1000, 501, 900, 900))).isEqualTo(Decision.NONE);
  }

  @Test
  void decide_repetitionsAndSeries_areNotLifted() {
    assertThat(RULE.decide(fitting(1000, 0, 49, 49))).isEqualTo(Decision.NONE);
    assertThat(RULE.decide(fitting(1000, 0, 1000, 49))).isEqualTo(Decision.NONE);
  }

  @Test
  void decide_shapeByChance_isLoweredUpToTheMarginAndNotBeyond() {
    assertThat(RULE.decide(bare(0, 640, 600))).isEqualTo(Decision.LOWER);
    assertThat(RULE.decide(bare(0, 641, 600))).isEqualTo(Decision.NONE);
  }

  @Test
  void decide_oneOfTierA_isNeverLowered() {
    assertThat(RULE.decide(bare(1, 0, 600))).isEqualTo(Decision.NONE);
  }

  @Test
  void decide_decisionThatMayNotBeTaken_isNone() {
    DecisionRule lifts = new DecisionRule(List.of(Decision.LIFT), RULE.lift(), RULE.lower());
    DecisionRule none = new DecisionRule(List.of(), RULE.lift(), RULE.lower());

    assertThat(lifts.decide(bare(0, 0, 600))).isEqualTo(Decision.NONE);
    assertThat(none.decide(fitting(1000, 0, 900, 900))).isEqualTo(Decision.NONE);
    assertThat(none.decides()).isFalse();
  }

  @Test
  void new_thresholdOutOfRange_isRefusedByName() {
    assertThatThrownBy(() -> new DecisionRule.Lift(200, 50, 1.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scrub.profile.lift.share must be in (0, 1]. Provided value: 1.5");
    assertThatThrownBy(() -> new DecisionRule.Lift(0, 50, 0.9, 0.5))
        .hasMessage("scrub.profile.lift.least-leaves must be at least 1. Provided value: 0");
    assertThatThrownBy(() -> new DecisionRule.Lower(2000, 50, 1))
        .hasMessage("scrub.profile.lower.over-chance must be in [0, 1). Provided value: 1.0");
  }

  /** 1,000 leaves. */
  private static TypeCounts fitting(long fitting, long byChance, long distinct, long stems) {
    KindCounts counts = new KindCounts(0, 0, fitting, 0, 0, 0, fitting, byChance);
    return new TypeCounts(1000, distinct, stems, counts, counts);
  }

  /** At least 2,000 leaves of nothing but shape. */
  private static TypeCounts bare(long tierA, long valid, long byChance) {
    KindCounts counts = new KindCounts(tierA, 2000, 0, 2000, valid, byChance, 2000, 2000);
    return new TypeCounts(2000 + tierA, 1500, 1500, counts, counts);
  }
}
