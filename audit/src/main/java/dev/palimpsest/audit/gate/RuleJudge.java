package dev.palimpsest.audit.gate;

import static dev.palimpsest.audit.gate.Numbers.plain;

import dev.palimpsest.audit.stats.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds one rule against the metrics. A bound within the limit passes. A bound beyond it fails only
 * if the whole interval is beyond it; an interval that reaches across leaves the rule undecided. So
 * a sound checkpoint fails by chance no more often than its interval errs, and one that nobody
 * measured well never passes.
 */
final class RuleJudge {

  private RuleJudge() {}

  /** The worst result over the rule's probes. */
  static RuleResult judge(Rule rule, List<Metric> metrics, GatePolicy.@Nullable Waiver waiver) {
    return rule.probes().stream()
        .map(probe -> judge(rule, probe, metrics, waiver))
        .min(
            Comparator.comparing((RuleResult result) -> severity(result.outcome()))
                .thenComparingDouble(result -> slack(rule, result)))
        .orElseThrow();
  }

  private static int severity(Outcome outcome) {
    return switch (outcome) {
      case FAIL -> 0;
      case INCONCLUSIVE -> 1;
      case PASS -> 2;
    };
  }

  /** How far within the limit, for choosing among equal outcomes; unmeasured comes first. */
  private static double slack(Rule rule, RuleResult result) {
    if (result.observed() == null) {
      return Double.NEGATIVE_INFINITY;
    }
    double distance = rule.limit() - result.observed();
    return rule.atMost() != null ? distance : -distance;
  }

  private static RuleResult judge(
      Rule rule, String probe, List<Metric> metrics, GatePolicy.@Nullable Waiver waiver) {
    Optional<Metric> found =
        metrics.stream()
            .filter(
                metric ->
                    metric.probe().equals(probe)
                        && metric.slice().equals(rule.slice())
                        && metric.metric().equals(rule.metric()))
            .findFirst();
    Decision decision =
        found
            .map(metric -> decide(rule, metric))
            .orElseGet(
                () ->
                    new Decision(
                        Outcome.INCONCLUSIVE,
                        String.format(
                            Locale.ROOT, "%s of %s was not measured.", rule.metric(), probe)));
    // A validity rule says whether the audit can be trusted, not whether the checkpoint is safe.
    Outcome outcome =
        rule.kind() == Rule.Kind.VALIDITY && decision.outcome() == Outcome.FAIL
            ? Outcome.INCONCLUSIVE
            : decision.outcome();
    Metric metric = found.orElse(null);
    return new RuleResult(
        rule.name(),
        rule.kind(),
        rule.why(),
        metric == null ? null : probe,
        rule.slice(),
        rule.metric(),
        rule.bound(),
        metric == null ? null : rule.bound().of(metric),
        metric == null ? null : metric.low(),
        metric == null ? null : metric.high(),
        rule.limitInWords(),
        metric == null ? 0 : metric.members(),
        metric == null ? 0 : metric.controls(),
        outcome,
        decision.reason(),
        waiver);
  }

  private record Decision(Outcome outcome, String reason) {}

  private static Decision decide(Rule rule, Metric metric) {
    if (metric.members() < rule.minimumMembers() || metric.controls() < rule.minimumControls()) {
      return new Decision(Outcome.INCONCLUSIVE, tooFew(rule, metric));
    }
    Double observed = rule.bound().of(metric);
    String limit = rule.limitInWords();
    if (observed != null && rule.keeps(observed)) {
      return new Decision(
          Outcome.PASS,
          String.format(
              Locale.ROOT,
              "%s is %s, within the limit of %s.",
              words(rule.bound()),
              plain(observed),
              limit));
    }
    if (rule.bound() == Bound.POINT && observed != null) {
      return beyond("The value", observed, limit);
    }
    Double lenient = rule.mostLenient().of(metric);
    Double point = metric.point();
    if (lenient != null && !rule.keeps(lenient)) {
      return beyond("Even " + words(rule.mostLenient()).toLowerCase(Locale.ROOT), lenient, limit);
    }
    if (lenient == null && point != null && !rule.keeps(point)) {
      return beyond("There is no interval, and the value itself,", point, limit);
    }
    if (metric.low() == null || metric.high() == null) {
      return new Decision(
          Outcome.INCONCLUSIVE,
          String.format(Locale.ROOT, "There is no interval to hold against %s.", limit));
    }
    return new Decision(
        Outcome.INCONCLUSIVE,
        String.format(
            Locale.ROOT,
            "The interval from %s to %s reaches across the limit of %s: more members or controls"
                + " would settle it.",
            plain(metric.low()),
            plain(metric.high()),
            limit));
  }

  private static String tooFew(Rule rule, Metric metric) {
    return rule.minimumControls() == 0
        ? String.format(
            Locale.ROOT,
            "Rests on %d that were trained on; at least %d are needed.",
            metric.members(),
            rule.minimumMembers())
        : String.format(
            Locale.ROOT,
            "Rests on %d that were trained on and %d that were held out; at least %d and %d are"
                + " needed.",
            metric.members(),
            metric.controls(),
            rule.minimumMembers(),
            rule.minimumControls());
  }

  private static Decision beyond(String what, double value, String limit) {
    return new Decision(
        Outcome.FAIL,
        String.format(Locale.ROOT, "%s is %s, beyond the limit of %s.", what, plain(value), limit));
  }

  private static String words(Bound bound) {
    return switch (bound) {
      case LOW -> "The lower 95 % bound";
      case HIGH -> "The upper 95 % bound";
      case POINT -> "The value";
    };
  }
}
