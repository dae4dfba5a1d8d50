package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingsTest {

  private static List<String> found(String text) {
    return PiiDetector.standard().find(text).stream()
        .filter(finding -> finding.tier() != Tier.C)
        .map(finding -> finding.type() + " " + text.substring(finding.start(), finding.end()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "see /u?mail=jane.doe%40acme.org&x=1 | EMAIL jane.doe%40acme.org",
        "mail jane.doe&#64;acme.org now | EMAIL jane.doe&#64;acme.org",
        "mail jane.doe＠acme.org now | EMAIL jane.doe＠acme.org",
        "mail jane\u200b.doe@ac\u200bme.org now | EMAIL jane\u200b.doe@ac\u200bme.org",
        "card ４１１１ １１１１ １１１１ １１１１ ok | CREDIT_CARD ４１１１ １１１１ １１１１ １１１１",
      })
  void find_encodedValue_isFoundWhereItStands(String text, String expected) {
    assertThat(found(text)).containsExactly(expected);
  }

  @Test
  void find_baseSixtyFourOfText_takesAllOfIt() {
    byte[] secret = "user=jane.doe@acme.org;mode=a".getBytes(StandardCharsets.UTF_8);
    String packed = Base64.getEncoder().encodeToString(secret);
    String twice =
        Base64.getEncoder().encodeToString(("x: " + packed).getBytes(StandardCharsets.UTF_8));
    String hex = HexFormat.of().formatHex(secret);

    assertThat(found("data " + packed + " end")).containsExactly("EMAIL " + packed);
    assertThat(found("data " + twice + " end")).containsExactly("EMAIL " + twice);
    assertThat(found("data " + hex + " end")).containsExactly("EMAIL " + hex);
  }

  @Test
  void find_baseSixtyFourOfASecretAndMore_isASecret() {
    String call =
        "curl -H 'Authorization: Bearer q8Zt0RkXw2VbN7sLmP4cJ1yD' -d 'to=jane.doe@acme.org'";
    String packed = Base64.getEncoder().encodeToString(call.getBytes(StandardCharsets.UTF_8));

    assertThat(found(call))
        .containsExactly("SECRET Bearer q8Zt0RkXw2VbN7sLmP4cJ1yD", "EMAIL jane.doe@acme.org");
    assertThat(found("data " + packed + " end")).containsExactly("SECRET " + packed);
  }

  /** RFC 3986 has no other digits than those of ASCII. */
  @Test
  void of_percentSignBeforeFullWidthDigits_isNoEscape() {
    assertThat(Encodings.of("rate %１２ of all"))
        .extracting(Decoded::text)
        .containsExactly("rate %12 of all");
  }

  @Test
  void of_plainText_isNothing() {
    assertThat(Encodings.of("plain words, 100% sure & nothing else: 0123456789abcdef")).isEmpty();
    assertThat(Encodings.of("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"))
        .isEmpty();
  }
}
