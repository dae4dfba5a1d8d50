package dev.palimpsest.audit.report;

import dev.palimpsest.audit.gate.Outcome;
import dev.palimpsest.audit.gate.RuleResult;
import dev.palimpsest.audit.gate.Verdict;
import dev.palimpsest.audit.report.Html.State;
import java.util.Comparator;
import java.util.Locale;

/** The answer, in plain words, before anything else. */
final class VerdictSection implements Section {

  @Override
  public String html(ReportData data) {
    Verdict verdict = data.verdict();
    StringBuilder reasons = new StringBuilder();
    verdict.rules().stream()
        .filter(rule -> rule.outcome() != Outcome.PASS)
        .sorted(Comparator.comparing(rule -> rule.outcome() != Outcome.FAIL))
        .forEach(rule -> reasons.append(reason(rule)));
    return String.format(
        Locale.ROOT,
        """
        <section id="verdict" class="verdict %s" aria-labelledby="verdict-heading">
        <p class="eyebrow">Verdict of the gate</p>
        <h2 id="verdict-heading"><span aria-hidden="true">%s</span> %s</h2>
        <p class="lead">%s</p>
        %s<p class="note">Intended release, as the policy “%s” states it: %s</p>
        </section>
        """,
        state(verdict.outcome()).name().toLowerCase(Locale.ROOT),
        state(verdict.outcome()).sign(),
        word(verdict.outcome()),
        Html.escape(sentence(verdict)),
        reasons.length() == 0 ? "" : "<ul class=\"reasons\">\n" + reasons + "</ul>\n",
        Html.escape(verdict.policy()),
        Html.escape(verdict.releaseContext()));
  }

  private static String reason(RuleResult rule) {
    return String.format(
        Locale.ROOT,
        "<li>%s <strong>%s</strong><br/>%s</li>\n",
        badge(rule),
        Html.escape(rule.why()),
        Html.escape(RuleWords.finding(rule)));
  }

  private static String sentence(Verdict verdict) {
    int rules = verdict.rules().size();
    long failed = count(verdict, Outcome.FAIL);
    long open = count(verdict, Outcome.INCONCLUSIVE);
    return switch (verdict.outcome()) {
      case PASS ->
          "The model keeps "
              + (failed + open == 0
                  ? "all " + Figures.plural(rules, "limit") + " of the policy."
                  : "the limits of the policy, counting "
                      + Figures.plural(failed + open, "limit")
                      + " that somebody waived.")
              + " It may be released as described below.";
      case FAIL ->
          "The model gives away more of its training data than the policy allows: "
              + Figures.plural(failed, "limit")
              + " of "
              + Figures.count(rules)
              + " broken beyond doubt. It should not be released as described below.";
      case INCONCLUSIVE ->
          "No limit is broken beyond doubt, but "
              + Figures.count(open)
              + " of "
              + Figures.count(rules)
              + " cannot be decided on this evidence. The model is not cleared: treat this as a no"
              + " until the missing evidence is there.";
    };
  }

  private static long count(Verdict verdict, Outcome outcome) {
    return verdict.rules().stream().filter(rule -> rule.outcome() == outcome).count();
  }

  static State state(Outcome outcome) {
    return switch (outcome) {
      case PASS -> State.GOOD;
      case FAIL -> State.BAD;
      case INCONCLUSIVE -> State.OPEN;
    };
  }

  static String word(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "Pass";
      case FAIL -> "Fail";
      case INCONCLUSIVE -> "Inconclusive";
    };
  }

  static String badge(RuleResult rule) {
    return rule.waiver() != null && rule.outcome() != Outcome.PASS
        ? Html.badge(State.PLAIN, "Waived")
        : Html.badge(state(rule.outcome()), word(rule.outcome()));
  }
}
