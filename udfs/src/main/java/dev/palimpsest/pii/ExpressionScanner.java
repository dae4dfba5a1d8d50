package dev.palimpsest.pii;

import dev.palimpsest.pii.check.Check;
import dev.palimpsest.pii.check.ValueCheck;
import java.util.regex.Matcher;

/** One rule whose regular expression is tried everywhere in a text, within its budget of steps. */
final class ExpressionScanner implements LeafScanner {

  private final int index;
  private final Rule rule;
  private final Search.Expression search;

  ExpressionScanner(int index, Rule rule, Search.Expression search) {
    this.index = index;
    this.rule = rule;
    this.search = search;
  }

  @Override
  public void scan(Scan scan) {
    try {
      Matcher matcher = search.pattern().matcher(new CountedText(rule.id(), scan.text()));
      while (matcher.find()) {
        int group = lastGroup(matcher);
        if (matcher.end(group) > matcher.start(group)) {
          offer(scan, matcher.start(group), matcher.end(group));
        }
      }
    } catch (StackOverflowError tooDeep) {
      // An expression that calls itself once for each character runs out of stack, not of steps.
      throw new RuleBudgetException(rule.id(), scan.text().length());
    }
  }

  /** The last group that took part; 0, the whole match, if there is none. */
  static int lastGroup(Matcher matcher) {
    int group = matcher.groupCount();
    while (group > 0 && matcher.start(group) < 0) {
      group--;
    }
    return group;
  }

  private void offer(Scan scan, int start, int end) {
    Check check =
        ValueCheck.all(search.checks(), IdentifierScanner.compact(scan.text(), start, end));
    EvidenceSet evidence = scan.evidence(index, start, end);
    if (check == Check.OK && !search.checks().isEmpty()) {
      evidence = evidence.with(Evidence.VALID);
    }
    scan.offer(index, start, end, check, evidence);
  }
}
