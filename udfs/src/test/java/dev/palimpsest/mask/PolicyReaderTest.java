package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.pii.Tier;
import dev.palimpsest.pii.UserRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReaderTest {

  private static final String VALID =
      """
      name: all-different
      otherwise:
        tiers: {A: report, B: ignore, C: mask}
        operator: {kind: partial, keep-first: 2, keep-last: 4}
      types:
        EMAIL:
          tiers: {A: mask, B: mask, C: ignore}
          operator: {kind: token}
      """;

  @Test
  void parse_everyKey_isTaken() {
    Policy policy = PolicyReader.parse(VALID);

    assertThat(policy)
        .isEqualTo(
            new Policy(
                "all-different",
                new Policy.Treatment(
                    Map.of(Tier.A, Action.REPORT, Tier.B, Action.IGNORE, Tier.C, Action.MASK),
                    new Operator.Partial(2, 4)),
                Map.of(
                    "EMAIL",
                    new Policy.Treatment(
                        Map.of(Tier.A, Action.MASK, Tier.B, Action.MASK, Tier.C, Action.IGNORE),
                        new Operator.Token(Scope.TENANT))),
                UserRules.NONE));
    assertThat(policy.action("EMAIL", Tier.A)).isEqualTo(Action.MASK);
    assertThat(policy.action("PHONE", Tier.A)).isEqualTo(Action.REPORT);
    assertThat(policy.operator("PHONE")).isEqualTo(new Operator.Partial(2, 4));
    assertThat(policy.needsKey()).isTrue();
  }

  @Test
  void parse_shippedDefault_masksWhatIsProbableAndReportsTheRest() {
    Policy policy = Policies.shipped("default");

    assertThat(policy.action("EMAIL", Tier.B)).isEqualTo(Action.MASK);
    assertThat(policy.action("EMAIL", Tier.C)).isEqualTo(Action.REPORT);
    assertThat(policy.action("SECRET", Tier.C)).isEqualTo(Action.MASK);
    assertThat(policy.operator("EMAIL")).isEqualTo(new Operator.Numbered(Scope.ROW));
    assertThat(policy.needsKey()).isFalse();
  }

  @Test
  void parse_shippedKeepAll_reportsEverything() {
    Policy policy = Policies.shipped("keep-all");

    for (Tier tier : Tier.values()) {
      assertThat(policy.action("EMAIL", tier)).isEqualTo(Action.REPORT);
    }
  }

  @Test
  void parse_unknownKey_isRefusedByName() {
    assertRefused(VALID + "colour: red\n", "Unrecognized field \"colour\"");
    assertRefused(VALID.replace("keep-last", "keep-lost"), "keep-last");
  }

  @Test
  void parse_missingKey_isRefusedByName() {
    assertRefused(VALID.replace("name: all-different\n", ""), "name");
    assertRefused(VALID.replace(", keep-last: 4", ""), "keep-last");
    assertRefused(VALID.replace(", C: ignore", ""), "Missing: C");
  }

  @Test
  void parse_repeatedKey_isRefusedByName() {
    assertRefused(VALID + "name: again\n", "Duplicate field 'name'");
  }

  @Test
  void parse_unknownTypeOrOperatorOrAction_isRefusedByName() {
    assertRefused(VALID.replace("EMAIL", "E_MALE"), "types.E_MALE is not a type of the rule book");
    assertRefused(VALID.replace("kind: token", "kind: tokken"), "tokken");
    assertRefused(VALID.replace("A: report", "A: shred"), "shred");
    assertRefused(VALID.replace("keep-first: 2", "keep-first: -1"), "keepFirst -1");
  }

  @Test
  void parse_scope_isTaken() {
    String scoped = VALID.replace("kind: token", "kind: token, scope: user");

    assertThat(PolicyReader.parse(scoped).operator("EMAIL"))
        .isEqualTo(new Operator.Token(Scope.USER));
    assertRefused(
        VALID.replace("kind: token", "kind: token, scope: galaxy"), "types.EMAIL.operator.scope: ");
    assertRefused(
        VALID.replace("keep-last: 4", "keep-last: 4, scope: row"),
        "otherwise.operator.scope: Unrecognized field \"scope\"");
  }

  @Test
  void parse_wrong_isToldInOneLineWithItsPlace() {
    assertThatThrownBy(() -> PolicyReader.parse(VALID.replace("C: ignore", "C: shred")))
        .hasMessageStartingWith("types.EMAIL.tiers.C: ")
        .hasMessageContaining("shred")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> PolicyReader.parse("name: [x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("\n");
  }

  @Test
  void parse_shippedPseudonyms_linksAsFarAsItsScopes() {
    Policy policy = Policies.shipped("pseudonyms");

    assertThat(policy.operator("EMAIL")).isEqualTo(new Operator.Token(Scope.TENANT));
    assertThat(policy.operator("PERSON")).isEqualTo(new Operator.Numbered(Scope.CONVERSATION));
    assertThat(policy.action("EMAIL", Tier.B)).isEqualTo(Action.MASK_AND_REVIEW);
    assertThat(policy.refusesRows()).isTrue();
    assertThat(policy.needsKey()).isTrue();
  }

  @Test
  void parse_rulesOfTheUser_areTypesOfThePolicy() {
    String rules =
        VALID.replace("EMAIL", "ACME_BADGE")
            + """
            rules:
              - id: acme-badge
                type: ACME_BADGE
                search: {kind: expression, pattern: '\\bZQ-([0-9]{4})\\b'}
                strength: STRONG
                source: Acme badge manual
                match: ['badge ZQ-⟦1234⟧ here']
                reject: ['ZQ-12345']
            """;

    Policy policy = PolicyReader.parse(rules.replace("kind: token", "kind: label"));

    assertThat(policy.rules().types()).containsExactly("ACME_BADGE");
    assertThat(new MaskText(policy, null).mask("ZQ-7788 in")).isEqualTo("ZQ-<ACME_BADGE> in");
    assertThatThrownBy(() -> PolicyReader.parse(rules.replace("ZQ-12345", "ZQ-1234")))
        .hasMessage("example 1 of reject of rule acme-badge is found by the rule");
    assertThatThrownBy(() -> PolicyReader.parse(rules.replace("STRONG", "STRUNG")))
        .hasMessageStartingWith("rules: rule 0 strength: ")
        .hasMessageContaining("STRUNG");
  }

  @Test
  void read_badFile_namesIt(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.yaml"), "name: x\n");

    assertThatThrownBy(() -> PolicyReader.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ": ");
  }

  @Test
  void policy_serialised_isTheSame() throws IOException, ClassNotFoundException {
    Policy policy = PolicyReader.parse(VALID);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(policy);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(policy);
    }
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> PolicyReader.parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
