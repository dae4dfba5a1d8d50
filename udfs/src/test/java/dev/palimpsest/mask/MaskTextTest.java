package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTextTest {

  @ParameterizedTest
  @CsvSource({
    "{kind: remove}, 'mail  or ,'",
    "{kind: label}, 'mail <EMAIL> or <EMAIL>,'",
    "{kind: numbered}, 'mail <EMAIL_1> or <EMAIL_2>,'",
    "'{kind: partial, keep-first: 1, keep-last: 2}', 'mail j*******rg or a*****rg,'",
    "{kind: keep}, 'mail jo@abc.org or al@x.org,'",
  })
  void mask_operator_replacesTheValue(String operator, String masked) {
    MaskText masker = new MaskText(Policies.all(operator), null);

    assertThat(masker.mask("mail jo@abc.org or al@x.org,")).isEqualTo(masked);
  }

  @Test
  void mask_partialOfAShortValue_keepsNothing() {
    MaskText masker =
        new MaskText(Policies.all("{kind: partial, keep-first: 4, keep-last: 4}"), null);

    assertThat(masker.mask("mail jo@abc.org")).isEqualTo("mail **********");
  }

  @Test
  void mask_token_isTheSameForAllSpellings() {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    Keyring keyring = Keyring.open(new KeyReference(2, "env:K"), Map.of("K", key));
    MaskText masker = new MaskText(Policies.all("{kind: token}"), keyring);

    String token = keyring.token(Scope.TENANT, Origin.UNKNOWN, "EMAIL", "jo@x.org");
    assertThat(masker.mask("JO@x.org jo@X.ORG")).isEqualTo(token + " " + token);
    assertThat(token).matches("EMAIL_k2_[A-Z2-7]{16}");
  }

  @Test
  void run_rowThatThePolicyRefuses_isToldWithoutItsText() throws IOException {
    String lines =
        """
        {"id": 1, "text": "mail jo@abc.org"}
        {"id": "b", "text": "no mail"}
        """;

    assertThat(run("{kind: drop-row}", lines))
        .isEqualTo(
            """
            {"id":1,"dropped":"policy test drops conversations with EMAIL"}
            {"id":"b","text":"no mail"}
            """);
    assertThat(run("{kind: quarantine}", lines))
        .isEqualTo(
            """
            {"id":1,"quarantined":"policy test sends conversations with EMAIL to quarantine"}
            {"id":"b","text":"no mail"}
            """);
  }

  private static String run(String operator, String lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MaskText(Policies.all(operator), null)
        .run(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void new_tokensWithoutAKey_isRefused() {
    assertThatThrownBy(() -> new MaskText(Policies.all("{kind: token}"), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "policy test masks with a key; provide a key reference (env:NAME or file:PATH), or use"
                + " another operator");
  }

  @Test
  void mask_jsonNumber_staysANumber() {
    MaskText masker = new MaskText(Policies.defaultPolicy(), null);

    assertThat(masker.mask("{\"zip\": 78750 , \"phone\":4155552671,\"n\": 5}"))
        .isEqualTo("{\"zip\": 0 , \"phone\":0,\"n\": 5}");
  }

  @Test
  void mask_keysThatBecomeEqual_stayApart() {
    MaskText masker = new MaskText(Policies.all("{kind: label}"), null);

    assertThat(masker.mask("{\"jo@x.org\":1,\"al@x.org\":2,\"<EMAIL>#2\":3}"))
        .isEqualTo("{\"<EMAIL>\":1,\"<EMAIL>#3\":2,\"<EMAIL>#2\":3}");
  }

  @Test
  void mask_reportedInsideMasked_isMasked() {
    MaskText masker = new MaskText(Policies.defaultPolicy(), null);

    assertThat(masker.mask("postgres://app:s3cr3tpw@10.1.2.3/prod"))
        .isEqualTo("postgres://<SECRET>@10.1.2.3/prod");
  }

  @Test
  void mask_tenMillionCharacters_isDone() {
    String text = "word ".repeat(2_000_000) + "jo@x.org";

    assertThat(new MaskText(Policies.defaultPolicy(), null).mask(text)).endsWith(" <EMAIL_1>");
  }

  @Test
  void run_lines_writesTheMaskedText() throws IOException {
    String in = "{\"id\":\"a\",\"text\":\"\\\"jo@x.org\\\" 😀\"}\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    long lines =
        new MaskText(Policies.defaultPolicy(), null)
            .run(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), out);

    assertThat(lines).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"id\":\"a\",\"text\":\"\\\"<EMAIL_1>\\\" 😀\"}\n");
  }
}
