package dev.palimpsest.near;

import static dev.palimpsest.near.Rows.assistant;
import static dev.palimpsest.near.Rows.call;
import static dev.palimpsest.near.Rows.system;
import static dev.palimpsest.near.Rows.user;
import static dev.palimpsest.near.Rows.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.text.Conversation;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearRuleTest {

  private static final NearRule RULE = new NearRule(SignatureSpec.DEFAULT, 0.8);

  private static final String HISTORY = words("h", 200);

  @Test
  void near_similarTexts_givesExactScores() {
    Comparison comparison =
        RULE.near(Rows.of(user(words("w", 104))), Rows.of(user(words("w", 124))));
    assertThat(comparison).isEqualTo(new Comparison(Verdict.NEAR, 100.0 / 120, 1, -1));
  }

  @Test
  void near_atAndBelowTheThreshold_isNearAndNot() {
    Conversation shorter = Rows.of(user(words("w", 84)));
    assertThat(RULE.near(shorter, Rows.of(user(words("w", 104)))).verdict())
        .isEqualTo(Verdict.NEAR);
    assertThat(RULE.near(shorter, Rows.of(user(words("w", 105)))))
        .isEqualTo(new Comparison(Verdict.BELOW_THRESHOLD, 80.0 / 101, 1, -1));
  }

  @Test
  void near_textsOfFiftyMegabytes_givesExactScores() {
    String text = words("w", 6_000_000);
    assertThat(text.length()).isGreaterThan(50_000_000);
    assertThat(RULE.near(Rows.of(user(text)), Rows.of(user(text + " " + words("x", 4)))))
        .isEqualTo(new Comparison(Verdict.NEAR, 5_999_996.0 / 6_000_000, 1, -1));
  }

  @Test
  void near_otherArguments_isDistinct() {
    assertThat(
            RULE.near(
                    Rows.of(user(HISTORY), call("1", "f", "{\"x\":1}")),
                    Rows.of(user(HISTORY), call("1", "f", "{\"x\":2}")))
                .verdict())
        .isEqualTo(Verdict.OTHER_CALLS);
  }

  @Test
  void near_anotherAnswerToOneRequest_isARetry() {
    Conversation a = Rows.of(user(HISTORY), assistant(words("a", 8)));
    Conversation b = Rows.of(user(HISTORY), assistant(words("b", 8)));
    assertThat(RULE.near(a, b).verdict()).isEqualTo(Verdict.RETRY);
    assertThat(RULE.near(b, a)).isEqualTo(RULE.near(a, b));
  }

  @Test
  void near_anotherAnswerBeforeALongerEnd_isARetry() {
    Conversation a = Rows.of(user(HISTORY), assistant("yes"));
    Conversation b = Rows.of(system("s"), user(HISTORY), assistant("no"), user("why"));
    assertThat(RULE.near(a, b).verdict()).isEqualTo(Verdict.RETRY);
  }

  @Test
  void near_almostTheSameAnswer_isNear() {
    String answer = words("a", 40);
    assertThat(
            RULE.near(
                    Rows.of(user(HISTORY), assistant(answer)),
                    Rows.of(user(HISTORY), assistant(answer + " more")))
                .verdict())
        .isEqualTo(Verdict.NEAR);
  }

  @Test
  void near_sameTextFromAnotherRoleInTheLastTurn_isNear() {
    assertThat(
            RULE.near(Rows.of(user(HISTORY), assistant("ok")), Rows.of(user(HISTORY), user("OK ")))
                .verdict())
        .isEqualTo(Verdict.NEAR);
  }

  @Test
  void near_differenceInTheFirstTurn_isNoRetry() {
    assertThat(RULE.near(Rows.of(user(HISTORY)), Rows.of(user(HISTORY + " x"))).verdict())
        .isEqualTo(Verdict.NEAR);
  }

  @Test
  void near_rowsWithoutText_areNotNear() {
    assertThat(RULE.near(Rows.of(user("")), Rows.of(user(""))))
        .isEqualTo(new Comparison(Verdict.BELOW_THRESHOLD, 0, 0, -1));
  }

  @Test
  void compare_lastTurnOfTheShorterOneDiffers_namesTheTurn() {
    Fingerprinter fingerprinter = new Fingerprinter(SignatureSpec.DEFAULT);
    assertThat(
            RULE.compare(
                fingerprinter.fingerprint(Rows.of(user(HISTORY), assistant("a"))),
                fingerprinter.fingerprint(Rows.of(user(HISTORY), assistant("b")))))
        .extracting(Comparison::verdict, Comparison::turn)
        .containsExactly(Verdict.UNSETTLED, 1);
  }

  @Test
  void compare_fingerprintOfAnotherSpecification_throws() {
    SignatureSpec other = new SignatureSpec(3, 32, 8, 1);
    Fingerprint foreign = new Fingerprinter(other).fingerprint(Rows.of(user("a")));
    Fingerprint own = new Fingerprinter(SignatureSpec.DEFAULT).fingerprint(Rows.of(user("a")));
    assertThatThrownBy(() -> RULE.compare(own, foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a fingerprint must be made with the specification of the rule, %s; compute it again."
                + " Provided value: %s",
            SignatureSpec.DEFAULT.digest(), other.digest());
  }

  @Test
  void settle_settledComparison_throws() {
    Comparison near = new Comparison(Verdict.NEAR, 1, 1, -1);
    assertThatThrownBy(() -> RULE.settle(near, "a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("only an UNSETTLED comparison can be settled. Provided value: NEAR");
  }

  @Test
  void sizesAllow_smallerThanTheThresholdPermits_isFalse() {
    assertThat(RULE.sizesAllow(80, 100)).isTrue();
    assertThat(RULE.sizesAllow(100, 79)).isFalse();
  }

  @Test
  void turnText_systemMessages_areNotCounted() {
    Conversation row = Rows.of(system("s"), user("u"), system("t"), call("1", "f", "{}"));
    assertThat(List.of(NearRule.turnText(row, 0), NearRule.turnText(row, 1)))
        .containsExactly("u", "");
  }

  @Test
  void constructor_thresholdOutOfRange_throws() {
    for (double threshold : new double[] {0, -1, 8, Double.NaN}) {
      assertThatThrownBy(() -> new NearRule(SignatureSpec.DEFAULT, threshold))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("dedup.threshold must be in (0, 1]. Provided value: " + threshold);
    }
  }

  @Test
  void constructor_comparisonOutOfRange_throws() {
    assertThatThrownBy(() -> new Comparison(Verdict.NEAR, 0.9, 0.8, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 <= jaccard <= containment <= 1 must hold. Provided values: 0.9, 0.8");
    assertThatThrownBy(() -> new Comparison(Verdict.NEAR, 0.9, 0.9, 3))
        .hasMessage("turn must be given for UNSETTLED alone. Provided values: NEAR, 3");
  }
}
