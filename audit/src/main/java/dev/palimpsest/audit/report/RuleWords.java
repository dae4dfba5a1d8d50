package dev.palimpsest.audit.report;

import dev.palimpsest.audit.gate.Bound;
import dev.palimpsest.audit.gate.Outcome;
import dev.palimpsest.audit.gate.RuleResult;
import java.util.Locale;

/** What a rule found, for somebody who does not know the names of metrics. */
final class RuleWords {

  private RuleWords() {}

  /**
   * What was measured, what came out, what was allowed, and why it does not decide if it does not.
   */
  static String finding(RuleResult rule) {
    String measured =
        rule.low() == null || rule.high() == null
            ? rule.observed() == null ? "" : value(rule.metric(), rule.observed())
            : value(rule.metric(), rule.low()) + " to " + value(rule.metric(), rule.high());
    String sentence =
        measured.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "%s: %s measured; allowed is %s. ",
                subject(rule),
                measured,
                allowed(rule));
    String undecided = rule.outcome() == Outcome.INCONCLUSIVE ? rule.reason() : "";
    String waived =
        rule.waiver() == null
            ? ""
            : String.format(
                Locale.ROOT,
                " Accepted until %s by %s: %s",
                rule.waiver().expires(),
                rule.waiver().approvedBy(),
                rule.waiver().reason());
    return (sentence + undecided).strip() + waived;
  }

  private static String subject(RuleResult rule) {
    String metric = rule.metric();
    if (metric.equals("auc")) {
      return "Telling trained from held-out rows (0.5 is chance, 1 is never wrong)";
    }
    if (metric.contains("tpr_at_fpr")) {
      return "Share of trained ones found with one false accusation in a hundred";
    }
    if (metric.equals("permuted_alarm_rate")) {
      return "Share of false alarms";
    }
    if (metric.contains("exposure_bits")) {
      return "Exposure of planted secrets";
    }
    if (metric.endsWith("_excess")) {
      return "Share that comes out beyond what held-out rows give";
    }
    return metric.equals("greedy_rate") ? "Share completed word for word" : metric;
  }

  private static String allowed(RuleResult rule) {
    String[] words = rule.limit().split(" ");
    String limit = words[words.length - 1];
    return String.format(
        Locale.ROOT,
        "%s %s %s%s",
        words[0],
        words[1],
        rule.metric().endsWith("auc") ? limit : value(rule.metric(), Double.parseDouble(limit)),
        // The other end is what a reader compares first, and would take for a contradiction.
        rule.bound() == Bound.LOW && words[1].equals("most") ? " for the lower end" : "");
  }

  private static String value(String metric, double value) {
    if (metric.contains("bits")) {
      return String.format(Locale.ROOT, "%.1f bits", value);
    }
    return metric.endsWith("auc") ? Figures.decimal(value) : Figures.percent(value);
  }
}
