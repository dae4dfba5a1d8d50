package dev.palimpsest.audit.gate;

import dev.palimpsest.audit.stats.Metric;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds an audit against a policy. */
public final class Gate {

  private Gate() {}

  /**
   * What is decided about.
   *
   * @param runId of the audit
   * @param subjects what was audited; what is to be released comes first
   * @param decidedAt when; waivers are counted on this day, UTC
   * @param previousHash of the verdict before, {@link Verdict#GENESIS} for the first
   */
  public record Case(
      String runId, List<Artifact> subjects, Instant decidedAt, String previousHash) {}

  /** Decides; the same arguments give the same verdict, hash and all. */
  public static Verdict decide(PolicyFile file, List<Metric> metrics, Case about) {
    GatePolicy policy = file.policy();
    LocalDate day = about.decidedAt().atZone(ZoneOffset.UTC).toLocalDate();
    Map<String, RuleResult> validity = new LinkedHashMap<>();
    for (Rule rule : policy.rules()) {
      if (rule.kind() == Rule.Kind.VALIDITY) {
        validity.put(rule.name(), RuleJudge.judge(rule, metrics, policy.waiver(rule.name(), day)));
      }
    }
    List<RuleResult> results = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      RuleResult known = validity.get(rule.name());
      if (known != null) {
        results.add(known);
        continue;
      }
      RuleResult result = RuleJudge.judge(rule, metrics, policy.waiver(rule.name(), day));
      for (String required : rule.requires()) {
        RuleResult condition = validity.get(required);
        if (condition != null && condition.outcomeOn(day) != Outcome.PASS) {
          result =
              result.undecided(
                  String.format(
                      Locale.ROOT,
                      "Cannot be decided, because %s is not met. %s",
                      required,
                      condition.reason()));
        }
      }
      results.add(result);
    }
    return new Verdict(
            Verdict.SCHEMA,
            Verdict.combine(results, day),
            about.runId(),
            about.decidedAt(),
            policy.name(),
            file.sha256(),
            policy.releaseContext(),
            about.subjects(),
            GateJson.sha256OfCanonical(metrics),
            results,
            about.previousHash(),
            "")
        .sealed();
  }
}
