package dev.palimpsest.audit.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A verdict as an unsigned in-toto statement (in-toto attestation framework, Statement v1 with
 * predicate test-result v0.1), for tools that admit artifacts by their attestations. The subjects
 * are the audited artifacts, the configuration is the policy, a test is a rule. Undecided rules
 * count as failed, because they block; waived ones as warned.
 */
public final class Attestation {

  private Attestation() {}

  /**
   * The statement as JSON.
   *
   * @param policyFileName where the policy was read from
   */
  public static String toJson(Verdict verdict, String policyFileName) {
    List<String> warned = rules(verdict, rule -> waived(verdict, rule));
    List<String> failed =
        rules(verdict, rule -> rule.outcome() != Outcome.PASS && !waived(verdict, rule));
    Map<String, Object> predicate = new LinkedHashMap<>();
    predicate.put("result", failed.isEmpty() ? warned.isEmpty() ? "PASSED" : "WARNED" : "FAILED");
    predicate.put("configuration", List.of(resource(policyFileName, verdict.policySha256())));
    predicate.put("passedTests", rules(verdict, rule -> rule.outcome() == Outcome.PASS));
    predicate.put("warnedTests", warned);
    predicate.put("failedTests", failed);
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("_type", "https://in-toto.io/Statement/v1");
    statement.put(
        "subject",
        verdict.subjects().stream()
            .map(subject -> resource(subject.name(), subject.sha256()))
            .toList());
    statement.put("predicateType", "https://in-toto.io/attestation/test-result/v0.1");
    statement.put("predicate", predicate);
    try {
      return GateJson.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(statement) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write an attestation", e);
    }
  }

  private static Map<String, Object> resource(String name, String sha256) {
    return Map.of("name", name, "digest", Map.of("sha256", sha256));
  }

  private static boolean waived(Verdict verdict, RuleResult rule) {
    return rule.outcome() != Outcome.PASS && rule.outcomeOn(verdict.day()) == Outcome.PASS;
  }

  private static List<String> rules(Verdict verdict, Predicate<RuleResult> in) {
    return verdict.rules().stream().filter(in).map(RuleResult::rule).toList();
  }
}
