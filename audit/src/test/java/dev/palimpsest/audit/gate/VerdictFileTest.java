package dev.palimpsest.audit.gate;

import static dev.palimpsest.audit.gate.Policies.auc;
import static dev.palimpsest.audit.gate.Policies.rule;
import static dev.palimpsest.audit.gate.Policies.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictFileTest {

  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final String YAML = yaml(rule("r", "ref", "bound: high, at_most: 0.6"));

  private final Verdict verdict = Policies.decide(YAML, auc("ref", .7, 1.0 / 3, .75));

  @Test
  void read_whatWasWritten_isTheSame(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("verdict.json");

    VerdictFile.write(file, verdict);

    assertThat(VerdictFile.read(file)).isEqualTo(verdict);
  }

  @Test
  void read_changedOutcome_isRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("verdict.json");
    Files.writeString(file, VerdictFile.toJson(verdict).replace("\"INCONCLUSIVE\"", "\"PASS\""));

    assertThatThrownBy(() -> GateCheck.outcome(file, DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + " was changed after the gate wrote it: its content has")
        .hasMessageEndingWith("Provided hash: " + verdict.hash());
  }

  @Test
  void read_noVerdict_isRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("verdict.json");
    Files.writeString(file, "{\"schema\": \"palimpsest/verdict/v1\"}");

    assertThatThrownBy(() -> GateCheck.outcome(file, DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + " must be a verdict: missing key outcome");
  }

  @Test
  void outcome_eachVerdict_hasItsExitCode(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("verdict.json");
    VerdictFile.write(file, Policies.decide(YAML, auc("ref", .5, .45, .55)));
    assertThat(GateCheck.outcome(file, DAY).exitCode()).isEqualTo(0);
    VerdictFile.write(file, Policies.decide(YAML, auc("ref", .7, .65, .75)));
    assertThat(GateCheck.outcome(file, DAY).exitCode()).isEqualTo(20);
    VerdictFile.write(file, Policies.decide(YAML));
    assertThat(GateCheck.outcome(file, DAY).exitCode()).isEqualTo(21);
  }

  @Test
  void outcome_afterTheWaiver_failsAgain(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("verdict.json");
    String waived =
        YAML.replace(
            "waivers: []",
            "waivers: [{rule: r, approved_by: J. Doe, reason: pilot, expires: 2026-03-31}]");
    VerdictFile.write(file, Policies.decide(waived, auc("ref", .7, .65, .75)));

    assertThat(GateCheck.outcome(file, LocalDate.parse("2026-03-31"))).isEqualTo(Outcome.PASS);
    assertThat(GateCheck.outcome(file, LocalDate.parse("2026-04-01"))).isEqualTo(Outcome.FAIL);
  }

  @Test
  void firstBreak_chain_findsEveryTampering() {
    Verdict first = follow(Verdict.GENESIS, .5);
    Verdict second = follow(first.hash(), .6);
    Verdict third = follow(second.hash(), .7);

    assertThat(VerdictChain.firstBreak(List.of(first, second, third))).isEmpty();
    assertThat(VerdictChain.firstBreak(List.of(first, third)))
        .contains(
            "verdict 2 of 2, run run-1, does not follow the one before it: a verdict is missing or"
                + " moved");
    assertThat(VerdictChain.firstBreak(List.of(first, third, second))).isPresent();
    assertThat(VerdictChain.firstBreak(List.of(second, third))).isPresent();
    Verdict forged =
        VerdictFileTest.withHash(Policies.decide(YAML, auc("ref", .5, .4, .5)), second.hash());
    assertThat(VerdictChain.firstBreak(List.of(first, forged, third)))
        .contains("verdict 2 of 3, run run-1, was changed after the gate wrote it");
  }

  @Test
  void attestation_inconclusive_isFailed() throws Exception {
    JsonNode statement = new ObjectMapper().readTree(Attestation.toJson(verdict, "test.yaml"));

    assertThat(statement.get("_type").asText()).isEqualTo("https://in-toto.io/Statement/v1");
    assertThat(statement.get("predicateType").asText())
        .isEqualTo("https://in-toto.io/attestation/test-result/v0.1");
    assertThat(statement.at("/subject/0/name").asText()).isEqualTo("adapter");
    assertThat(statement.at("/subject/0/digest/sha256").asText()).isEqualTo("a".repeat(64));
    assertThat(statement.at("/predicate/result").asText()).isEqualTo("FAILED");
    assertThat(statement.at("/predicate/failedTests/0").asText()).isEqualTo("r");
    assertThat(statement.at("/predicate/configuration/0/digest/sha256").asText())
        .isEqualTo(verdict.policySha256());
  }

  @Test
  void attestation_waived_isWarned() throws Exception {
    String waived =
        YAML.replace(
            "waivers: []",
            "waivers: [{rule: r, approved_by: J. Doe, reason: pilot, expires: 2026-03-31}]");

    JsonNode statement =
        new ObjectMapper().readTree(Attestation.toJson(Policies.decide(waived), "test.yaml"));

    assertThat(statement.at("/predicate/result").asText()).isEqualTo("WARNED");
    assertThat(statement.at("/predicate/warnedTests/0").asText()).isEqualTo("r");
    assertThat(statement.at("/predicate/failedTests")).isEmpty();
  }

  private static Verdict follow(String previousHash, double high) {
    Gate.Case about = Policies.CASE;
    return Gate.decide(
        PolicyFile.parse("test.yaml", YAML),
        List.of(auc("ref", .5, .4, high)),
        new Gate.Case(about.runId(), about.subjects(), about.decidedAt(), previousHash));
  }

  private static Verdict withHash(Verdict verdict, String hash) {
    return new Verdict(
        verdict.schema(),
        verdict.outcome(),
        verdict.runId(),
        verdict.decidedAt(),
        verdict.policy(),
        verdict.policySha256(),
        verdict.releaseContext(),
        verdict.subjects(),
        verdict.metricsSha256(),
        verdict.rules(),
        verdict.previousHash(),
        hash);
  }
}
