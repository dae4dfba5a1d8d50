package dev.palimpsest.pii;

/**
 * The regular expression of a user's rule took more steps on a text than its length allows. Names
 * the rule, and nothing of the text.
 */
public final class RuleBudgetException extends DetectionException {

  private static final long serialVersionUID = 1;

  RuleBudgetException(String rule, int length) {
    super(
        "the expression of rule %s was stopped after %d steps on a text of %d characters; rewrite it without a repetition inside a repetition"
            .formatted(rule, CountedText.budget(length), length));
  }
}
