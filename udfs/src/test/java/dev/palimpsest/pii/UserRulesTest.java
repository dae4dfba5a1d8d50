package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserRulesTest {

  private static final String BADGE =
      """
      {"id": "acme-badge", "type": "ACME_BADGE",
       "search": {"kind": "expression", "pattern": "\\\\bZQ-([0-9]{4})\\\\b"},
       "strength": "STRONG", "source": "Acme badge manual",
       "match": ["badge ZQ-⟦1234⟧ here"], "reject": ["ZQ-12345"]}\
      """;

  private static UserRules rules(String... rules) {
    return new UserRules("[" + String.join(",", rules) + "]");
  }

  /** The rule whose expression never ends; its examples are short enough. */
  private static String bomb(String search) {
    return """
    {"id": "bomb", "type": "BOMB", "search": %s, "strength": "STRONG", "source": "none",
     "match": ["⟦qqqq⟧!"], "reject": ["nothing"]}\
    """
        .formatted(search);
  }

  @Test
  void with_ruleOfTheUser_isFoundBesideThoseOfTheBook() {
    List<Finding> found = PiiDetector.with(rules(BADGE)).find("ZQ-7788 mails jo@abc.org");

    assertThat(found).extracting(Finding::type).containsExactly("ACME_BADGE", "EMAIL");
    assertThat(found.get(0).start()).isEqualTo(3);
    assertThat(found.get(0).end()).isEqualTo(7);
    assertThat(PiiDetector.standard().find("ZQ-7788")).isEmpty();
  }

  @Test
  void with_sameRules_isTheSameDetector() {
    assertThat(PiiDetector.with(rules(BADGE))).isSameAs(PiiDetector.with(rules(BADGE)));
    assertThat(PiiDetector.with(UserRules.NONE)).isSameAs(PiiDetector.standard());
  }

  @Test
  void with_expressionWithACheck_weighsIt() {
    String luhn =
        BADGE
            .replace("ZQ-([0-9]{4})", "ZQ-([0-9]{6})")
            .replace("\"}", "\", \"check\": [{\"kind\": \"luhn\"}]}")
            .replace("⟦1234⟧", "⟦123455⟧")
            .replace("ZQ-12345\"", "ZQ-123456\"");

    assertThat(PiiDetector.with(rules(luhn)).find("ZQ-123455"))
        .extracting(Finding::tier)
        .containsExactly(Tier.A);
  }

  @Test
  void with_exampleThatDoesNotHold_isRefusedWithoutItsText() {
    assertThatThrownBy(() -> PiiDetector.with(rules(BADGE.replace("⟦1234⟧", "⟦12a4⟧"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("example 1 of match of rule acme-badge is not found by the rule exactly");
    assertThatThrownBy(() -> PiiDetector.with(rules(BADGE.replace("ZQ-12345", "ZQ-1234"))))
        .hasMessage("example 1 of reject of rule acme-badge is found by the rule");
    assertThatThrownBy(() -> PiiDetector.with(rules(BADGE.replace("⟦1234⟧", "1234"))))
        .hasMessage("example 1 of match of rule acme-badge needs a value in ⟦ ⟧");
  }

  @Test
  void with_badRule_isRefusedWithItsPlace() {
    assertThatThrownBy(() -> PiiDetector.with(rules(BADGE.replace("acme-badge", "email"))))
        .hasMessage("two rules have the id email");
    assertThatThrownBy(
            () -> PiiDetector.with(rules(BADGE.replace("\"source\"", "\"sauce\": 1, \"source\""))))
        .hasMessageStartingWith("rule 0 sauce: ")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> PiiDetector.with(rules(BADGE, BADGE.replace("[0-9]", "[0-9"))))
        .hasMessageStartingWith("rule 1 search pattern: ")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> PiiDetector.with(rules(BADGE.replace("\"expression\"", "\"regex\""))))
        .hasMessageStartingWith("rule 0 search: ")
        .hasMessageContaining("regex");
    assertThatThrownBy(() -> PiiDetector.with(rules(bomb("{\"kind\": \"email\"}"))))
        .hasMessage(
            "the search of rule bomb must be of kind expression, identifier, keyword, label, phrase"
                + " or words");
  }

  @Test
  void find_expressionThatExplodes_endsNamingTheRule() {
    PiiDetector detector =
        PiiDetector.with(rules(bomb("{\"kind\": \"expression\", \"pattern\": \"(q+)+!\"}")));
    String text = "q".repeat(5_000);

    assertThatThrownBy(() -> detector.find(text))
        .isInstanceOf(RuleBudgetException.class)
        .hasMessage(
            "the expression of rule bomb was stopped after 1020000 steps on a text of 5000"
                + " characters; rewrite it without a repetition inside a repetition");
  }

  @Test
  void find_keywordPatternThatExplodes_endsNamingTheRule() {
    PiiDetector detector =
        PiiDetector.with(
            rules(
                """
                {"id": "bomb", "type": "BOMB", "strength": "STRONG", "source": "none",
                 "search": {"kind": "keyword", "keywords": ["zzkey"], "reach": 200, "entropy": 0,
                            "pattern": "zzkey=((?:[a-z]+)+)!\\\\1"},
                 "match": ["zzkey=⟦kvmwp⟧!kvmwp"], "reject": ["zzkey is"]}\
                """));

    assertThatThrownBy(() -> detector.find("zzkey=" + "kvmwp".repeat(30)))
        .isInstanceOf(RuleBudgetException.class)
        .hasMessageStartingWith("the expression of rule bomb was stopped");
  }

  @Test
  void find_linearExpressionOnALongText_staysWithinTheBudget() {
    String text = "word ".repeat(300_000) + "ZQ-7788";

    assertThat(PiiDetector.with(rules(BADGE)).spans(Leaves.of(Slot.plain(text))))
        .extracting(span -> span.rule().type())
        .containsExactly("ACME_BADGE");
  }
}
