package dev.palimpsest.pii;

import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.List;

/** Tries the examples of rules: what is in ⟦ ⟧ must be found by the rule, exactly. */
final class RuleExamples {

  private final PiiDetector detector;

  RuleExamples(PiiDetector detector) {
    this.detector = detector;
  }

  /**
   * Refuses a rule whose examples do not hold.
   *
   * @throws IllegalArgumentException naming the rule and the number of the example, never its text
   */
  void check(Rule rule) {
    for (int i = 0; i < rule.match().size(); i++) {
      String example = rule.match().get(i);
      int start = example.indexOf('⟦');
      int end = example.indexOf('⟧') - 1;
      if (start < 0 || end <= start) {
        throw refused(rule, "match", i, "needs a value in ⟦ ⟧");
      }
      String text = example.replace("⟦", "").replace("⟧", "");
      if (!found(rule, text).contains(text.substring(start, end))) {
        throw refused(rule, "match", i, "is not found by the rule exactly");
      }
    }
    for (int i = 0; i < rule.reject().size(); i++) {
      if (!found(rule, rule.reject().get(i)).isEmpty()) {
        throw refused(rule, "reject", i, "is found by the rule");
      }
    }
  }

  /** The values that the rule finds in {@code text}. */
  List<String> found(Rule rule, String text) {
    List<String> found = new ArrayList<>();
    for (Span span : detector.spans(Leaves.of(Slot.plain(text)))) {
      if (span.rule().id().equals(rule.id())) {
        int start = span.leaf().outermost(span.start());
        found.add(text.substring(start, span.leaf().outermost(span.end())));
      }
    }
    return found;
  }

  private static IllegalArgumentException refused(Rule rule, String list, int i, String reason) {
    return new IllegalArgumentException(
        "example " + (i + 1) + " of " + list + " of rule " + rule.id() + " " + reason);
  }
}
