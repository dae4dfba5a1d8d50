package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.pii.Finding;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.pii.Tier;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScopeTest {

  private static final Origin HERE = new Origin("acme", "u1", "c1", "r1");

  private final Keyring keyring =
      Keyring.open(
          new KeyReference(1, "env:K"),
          Map.of("K", Base64.getEncoder().encodeToString(new byte[32])));

  private String scrubbed(String operator, Origin origin) {
    Conversation conversation =
        new Conversation(List.of(Message.of(Role.USER, "mail jo@abc.org")), List.of(), Map.of());
    return String.valueOf(
        new ConversationScrubber(Policies.all(operator), keyring)
            .scrub(conversation, origin)
            .conversation()
            .messages()
            .get(0)
            .content());
  }

  /** One id after the other changes; the value stays the same as far as its scope goes. */
  @ParameterizedTest
  @CsvSource({
    "token, row, 0", "token, conversation, 1", "token, user, 2", "token, tenant, 3",
    "token, lake, 4", "numbered, conversation, 1", "numbered, user, 2", "numbered, tenant, 3",
    "numbered, lake, 4", "surrogate, row, 0", "surrogate, user, 2", "surrogate, lake, 4",
  })
  void scrub_wideningOrigins_keepThePseudonymWithinTheScope(
      String kind, String scope, int sameSteps) {
    String operator = "{kind: %s, scope: %s}".formatted(kind, scope);
    String here = scrubbed(operator, HERE);
    List<Origin> elsewhere =
        List.of(
            new Origin("acme", "u1", "c1", "r2"),
            new Origin("acme", "u1", "c2", "r2"),
            new Origin("acme", "u2", "c2", "r2"),
            new Origin("zeta", "u2", "c2", "r2"));

    for (int step = 0; step < elsewhere.size(); step++) {
      String there = scrubbed(operator, elsewhere.get(step));
      assertThat(there.equals(here)).as("step %d", step).isEqualTo(step < sameSteps);
    }
    assertThat(scrubbed(operator, HERE)).isEqualTo(here);
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void names_ofOneScope_areAsManyForAllOrigins(Scope scope) {
    assertThat(scope.names(new Origin("b", "x", "y", "z"))).hasSameSizeAs(scope.names(HERE));
  }

  @Test
  void names_ofTwoScopes_neverMeet() {
    Origin same = new Origin("x", "x", "x", "x");

    assertThat(List.of(Scope.values()).stream().map(scope -> scope.names(same)))
        .doesNotHaveDuplicates();
  }

  @Test
  void scrub_userNotKnown_isLinkedToNobody() {
    String operator = "{kind: token, scope: user}";

    assertThat(scrubbed(operator, new Origin("acme", "", "", "r1")))
        .isNotEqualTo(scrubbed(operator, new Origin("acme", "", "", "r2")));
  }

  @Test
  void mask_rowsWithoutIds_areKnownByTheirText() {
    MaskText masker = new MaskText(Policies.all("{kind: token, scope: row}"), keyring);

    assertThat(masker.mask("mail jo@abc.org")).isEqualTo(masker.mask("mail jo@abc.org"));
    assertThat(masker.mask("MAIL jo@abc.org").substring(5))
        .isNotEqualTo(masker.mask("mail jo@abc.org").substring(5));
  }

  @Test
  void number_wideScope_hasTwelveDigitsAndIsNotFoundAgain() {
    String masked = scrubbed("{kind: numbered, scope: lake}", HERE);

    assertThat(masked).matches("mail <EMAIL_[1-9]\\d{11}>");
    assertThat(PiiDetector.standard().find(masked)).noneMatch(finding -> finding.tier() != Tier.C);
  }

  @Test
  void numberedInAWideScope_withoutAKey_isRefused() {
    assertThat(Policies.all("{kind: numbered}").needsKey()).isFalse();
    assertThatThrownBy(() -> new MaskText(Policies.all("{kind: numbered, scope: user}"), null))
        .hasMessageStartingWith("policy test masks with a key");
  }

  @Test
  void verify_rowsOfAnOldKey_reproduceAfterRotation() {
    byte[] other = new byte[32];
    other[0] = 1;
    Base64.Encoder base64 = Base64.getEncoder();
    Keyring rotated =
        Keyring.open(
            new KeyReference(2, "env:K"),
            Map.of(
                "K",
                "1:%s 2:%s"
                    .formatted(base64.encodeToString(new byte[32]), base64.encodeToString(other))));
    Policy policy = Policies.all("{kind: token, scope: user}");
    Conversation input =
        new Conversation(List.of(Message.of(Role.USER, "mail jo@abc.org")), List.of(), Map.of());
    Scrubbed old = new ConversationScrubber(policy, keyring).scrub(input, HERE);
    List<Finding> findings = old.findings();

    assertThat(
            new Replay(policy, rotated.at(1))
                .verify(input, old.conversation(), findings, HERE)
                .reproduced())
        .isTrue();
    assertThat(
            new Replay(policy, rotated)
                .verify(input, old.conversation(), findings, HERE)
                .reproduced())
        .isFalse();
  }
}
