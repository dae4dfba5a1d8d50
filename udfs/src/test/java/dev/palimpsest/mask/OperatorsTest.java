package dev.palimpsest.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.pii.Canonical;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorsTest {

  private static final String KEY =
      Base64.getEncoder()
          .encodeToString(
              "0123456789abcdef0123456789abcdef"
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

  private final Keyring keyring = Keyring.open(new KeyReference(1, "env:K"), Map.of("K", KEY));

  private String masked(String operator, String text) {
    return new MaskText(Policies.all(operator), keyring).mask(text);
  }

  @ParameterizedTest
  @CsvSource({
    "mail jo.kent@acme.org now, 'mail [a-z]+\\.[a-z]+\\d+@example\\.(com|org|net) now'",
    "SSN 536-90-4399 here, 'SSN 9\\d\\d-\\d\\d-\\d{4} here'",
    "card 4111 1111 1111 1111 ok, 'card 4000 00\\d\\d \\d{4} \\d{4} ok'",
    "call (415) 555-2671 today, 'call \\(\\d{3}\\) 555-01\\d\\d today'",
    "host 8.8.4.4 up, 'host (192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d{1,3} up'",
    "IBAN DE89370400440532013000 x, 'IBAN IBAN_k1_[A-Z2-7]{16} x'",
  })
  void surrogate_value_isOfAReservedRange(String text, String pattern) {
    String first = masked("{kind: surrogate}", text);

    assertThat(first).matches(pattern).isNotEqualTo(text);
    assertThat(masked("{kind: surrogate}", text)).isEqualTo(first);
  }

  @Test
  void formatPreserving_value_keepsItsLayoutAndCanBeUndone() {
    String value = "4111 1111 1111 1111";

    String encrypted = FormatPreservingEncryption.of(keyring, "t", "CREDIT_CARD", value);

    assertThat(encrypted).matches("\\d{4} \\d{4} \\d{4} \\d{4}").isNotEqualTo(value);
    assertThat(FormatPreservingEncryption.undo(keyring, "t", "CREDIT_CARD", encrypted))
        .isEqualTo(value);
    assertThat(FormatPreservingEncryption.of(keyring, "u", "CREDIT_CARD", value))
        .isNotEqualTo(encrypted);
  }

  @Test
  void formatPreserving_fewerThanAMillionValues_isAToken() {
    assertThat(masked("{kind: format-preserving}", "zip code is 62704"))
        .matches("zip code is POSTCODE_k1_[A-Z2-7]{16}");
  }

  @Test
  void dateShift_datesOfOneSubject_moveTogether() {
    String shifted =
        masked("{kind: date-shift, days: 300}", "DOB: 1990-04-05, born on April 5, 1990");

    assertThat(shifted).matches("DOB: \\d{4}-\\d\\d-\\d\\d, born on [A-Z][a-z]+ \\d{1,2}, \\d{4}");
    assertThat(shifted).doesNotContain("1990-04-05").doesNotContain("April 5");
    String iso = shifted.substring(5, 15);
    String words = shifted.substring(shifted.indexOf("born on ") + 8);
    assertThat(Canonical.of("DATE_OF_BIRTH", words)).isEqualTo(iso);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-28, 2, 2024-03-01",
    "02/28/2023, 1, 03/01/2023",
    "28.02.2023, 1, 01.03.2023",
    "20240228, 1, 20240229",
    "'April 30th, 1990', 1, 'May 1, 1990'",
    "31-DEC-1999, 1, 1-JAN-2000",
  })
  void shifted_date_keepsItsNotation(String date, int days, String later) {
    assertThat(Dates.shifted(date, days)).isEqualTo(later);
  }

  @ParameterizedTest
  @CsvSource({
    "AGE, 47, 40-49",
    "AGE, 93, 90+",
    "POSTCODE, 62704-1234, 627**",
    "POSTCODE, 03601, 000**",
    "DATE_OF_BIRTH, '5 May 1990', 1990",
    "IP_ADDRESS, 8.8.4.4, 8.8.4.0/24",
  })
  void generalise_value_isCoarser(String type, String value, String wider) {
    assertThat(Generalisation.of(type, value)).isEqualTo(wider);
  }

  @Test
  void quarantine_finding_refusesTheText() {
    assertThatThrownBy(() -> masked("{kind: quarantine}", "mail jo@abc.org"))
        .isInstanceOf(QuarantineException.class)
        .hasMessage("policy test sends conversations with EMAIL to quarantine");
  }

  @Test
  void dateShift_tooFar_isRefused() {
    assertThatThrownBy(() -> new Operator.DateShift(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("date-shift days must be in [1, 36500]. Provided value: 0");
  }
}
