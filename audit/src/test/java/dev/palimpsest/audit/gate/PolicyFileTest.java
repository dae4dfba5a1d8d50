package dev.palimpsest.audit.gate;

import static dev.palimpsest.audit.gate.Policies.rule;
import static dev.palimpsest.audit.gate.Policies.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.audit.probe.Evaluation;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {

  private static final String GOOD = yaml(rule("r", "ref", "bound: high, at_most: 0.6"));

  @ParameterizedTest
  @ValueSource(strings = {"internal", "customer-api", "open-weights"})
  void read_shippedPolicies_nameMeasuredThings(String name) throws Exception {
    Path folder = Path.of(System.getProperty("palimpsest.home"), "conf", "gate");

    GatePolicy policy = PolicyFile.read(folder.resolve(name + ".yaml")).policy();

    assertThat(policy.name()).isEqualTo(name);
    Set<String> probes = new HashSet<>(Evaluation.descriptions().keySet());
    probes.addAll(List.of("blind", "extraction", "exposure"));
    assertThat(policy.rules())
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(rule -> assertThat(probes).containsAll(rule.probes()));
  }

  @Test
  void read_shippedPolicies_tightenWithTheAudience() throws Exception {
    Path folder = Path.of(System.getProperty("palimpsest.home"), "conf", "gate");
    double limit = 1;
    for (String name : List.of("internal", "customer-api", "open-weights")) {
      GatePolicy policy = PolicyFile.read(folder.resolve(name + ".yaml")).policy();
      Rule rule =
          policy.rules().stream()
              .filter(r -> r.name().equals("real-row-membership"))
              .findFirst()
              .orElseThrow();
      assertThat(rule.limit()).isLessThan(limit);
      limit = rule.limit();
    }
  }

  @Test
  void parse_anyChange_changesTheDigest() {
    assertThat(PolicyFile.parse("f", GOOD).sha256())
        .hasSize(64)
        .isNotEqualTo(PolicyFile.parse("f", GOOD + "\n").sha256());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: test|name: test%nam: test|f: unknown key nam; known here are"
            + " [basis, name, release_context, rules, waivers]",
        "basis: tests||f: missing key basis",
        "basis: tests|basis:|f: basis must be set. Provided value: none",
        "kind: risk|kind: danger|f: Cannot deserialize value of type"
            + " `dev.palimpsest.audit.gate.Rule$Kind` from String \"danger\": not one of the values"
            + " accepted for Enum class: [validity, risk]",
        "at_most: 0.6|at_most: 1e999|f: a limit must be a finite number. Provided rule: r, value:"
            + " Infinity",
        "at_most: 0.6|at_most: 0.6, at_least: 0.5|f: a rule must have either at_most or at_least."
            + " Provided rule: r",
        "requires: []|requires: [other]|f: rule.requires must name validity rules of the policy."
            + " Provided rule: r, value: other",
        "probes: [ref]|probes: []|f: rule.probes must name at least one probe. Provided rule: r",
        "waivers: []|waivers: [{rule: x, approved_by: a, reason: b, expires: 2026-01-01}]|f: every"
            + " waiver must name another rule of the policy. Provided value: x",
        "waivers: []|waivers: [{rule: r, approved_by: a, reason: b, expires: soon}]|f: dates must"
            + " be written as 2026-12-31 and times as 2026-12-31T23:59:59Z. Provided value: soon",
        "waivers: []|waivers: [{rule: r, approved_by: ' ', reason: b, expires: 2026-01-01}]|f: a"
            + " waiver must say who approved it and why. Provided waiver of rule: r"
      })
  void parse_wrongPolicy_saysWhatIsWrong(String good, String bad, String message) {
    String yaml = GOOD.replace(good, bad == null ? "" : bad.replace("%", "\n"));

    assertThatThrownBy(() -> PolicyFile.parse("f", yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void parse_sameRuleTwice_isRefused() {
    String rule = rule("r", "ref", "bound: high, at_most: 0.6");

    assertThatThrownBy(() -> PolicyFile.parse("f", yaml(rule, rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("f: rule names must be distinct. Provided twice: r");
  }
}
