package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.pii.check.Check;
import dev.palimpsest.pii.check.ValueCheck;
import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the rule book are its tests. */
class RuleBookTest {

  static Stream<Arguments> matching() {
    return RuleBook.standard().rules().stream()
        .flatMap(rule -> rule.match().stream().map(text -> Arguments.of(rule.id(), text)));
  }

  static Stream<Arguments> rejected() {
    return RuleBook.standard().rules().stream()
        .flatMap(rule -> rule.reject().stream().map(text -> Arguments.of(rule.id(), text)));
  }

  @ParameterizedTest
  @MethodSource("matching")
  void match_example_isFoundByItsRuleExactly(String rule, String example) {
    int start = example.indexOf('⟦');
    int end = example.indexOf('⟧') - 1;
    String text = example.replace("⟦", "").replace("⟧", "");

    assertThat(found(rule, text)).contains(text.substring(start, end));
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void reject_example_isNotFoundByItsRule(String rule, String text) {
    assertThat(found(rule, text)).isEmpty();
  }

  private static List<String> found(String rule, String text) {
    return PiiDetector.standard().spans(Leaves.of(Slot.plain(text))).stream()
        .filter(span -> span.rule().id().equals(rule))
        .map(
            span ->
                text.substring(
                    span.leaf().outermost(span.start()), span.leaf().outermost(span.end())))
        .toList();
  }

  @Test
  void new_twoRulesWithOneId_isRefused() {
    Rule rule = RuleBook.standard().rules().get(0);

    assertThatThrownBy(() -> new RuleBook(List.of(rule, rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two rules have the id email");
  }

  @Test
  void types_always_areThoseOfTheRules() {
    assertThat(RuleBook.standard().types())
        .contains("ADDRESS", "CREDIT_CARD", "DE_STEUER_ID", "EMAIL", "IBAN", "PERSON", "US_SSN");
  }

  static Stream<Arguments> checked() {
    return RuleBook.standard().rules().stream()
        .filter(rule -> rule.search() instanceof Search.Identifier)
        .filter(rule -> !((Search.Identifier) rule.search()).checks().isEmpty())
        .flatMap(rule -> rule.match().stream().map(text -> Arguments.of(rule.id(), text)));
  }

  @ParameterizedTest
  @MethodSource("checked")
  void match_exampleOfCheckedRule_passesItsChecks(String id, String example) {
    String value = example.substring(example.indexOf('⟦') + 1, example.indexOf('⟧'));
    Search.Identifier search =
        RuleBook.standard().rules().stream()
            .filter(rule -> rule.id().equals(id))
            .map(rule -> (Search.Identifier) rule.search())
            .findFirst()
            .orElseThrow();

    String compact = IdentifierScanner.compact(value, 0, value.length());
    assertThat(ValueCheck.all(search.checks(), compact)).isEqualTo(Check.OK);
  }
}
