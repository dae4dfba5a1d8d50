package dev.palimpsest.audit.report;

import dev.palimpsest.audit.gate.RuleResult;
import java.util.Locale;

/** Every rule of the policy and what it came to. */
final class GateSection implements Section {

  @Override
  public String html(ReportData data) {
    Table table =
        new Table(
            "Rules of the policy “" + data.verdict().policy() + "”.", "Rule", "Outcome", "Finding");
    for (RuleResult rule : data.verdict().rules()) {
      table.row(
          Html.escape(rule.rule().replace('-', ' '))
              + "<small>"
              + Html.escape(rule.why())
              + "</small>",
          VerdictSection.badge(rule),
          Html.escape(RuleWords.finding(rule)) + measured(rule));
    }
    return Html.section(
        "gate",
        "The rules, one by one",
        Html.paragraph(
                "A rule passes if the bound it names lies within its limit, and fails only if the"
                    + " whole interval lies beyond it. In between, the evidence does not decide. The"
                    + " limits are the choice of whoever wrote the policy; no regulator has set any.")
            + table.html());
  }

  private static String measured(RuleResult rule) {
    String name = rule.probe() == null ? "not measured" : rule.probe();
    return "<small>"
        + Html.escape(
            String.format(
                Locale.ROOT,
                "%s bound of %s, %s, slice %s, on %s trained and %s held out",
                rule.bound().name().toLowerCase(Locale.ROOT),
                rule.metric(),
                name,
                rule.slice(),
                Figures.count(rule.members()),
                Figures.count(rule.controls())))
        + "</small>";
  }
}
