package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.pii.check.Check;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorTest {

  @ParameterizedTest
  @CsvSource({
    "PAYMENT_CARD, 4111111111111111, OK",
    "PAYMENT_CARD, 378282246310005, OK",
    "PAYMENT_CARD, 2223003122003222, OK",
    "PAYMENT_CARD, 6759649826438453, OK",
    "PAYMENT_CARD, 4111111111111112, BAD_CHECKSUM",
    "PAYMENT_CARD, 41111111111, BAD_LENGTH",
    "PAYMENT_CARD, 3782822463100050, BAD_LENGTH",
    "PAYMENT_CARD, 9999999999999995, BAD_COMPONENT",
    "PAYMENT_CARD, 411111111111111x, BAD_FORMAT",
    "IBAN, DE89370400440532013000, OK",
    "IBAN, NO9386011117947, OK",
    "IBAN, DE89370400440532013001, BAD_CHECKSUM",
    "IBAN, DE8937040044053201300, BAD_LENGTH",
    "IBAN, ZZ89370400440532013000, BAD_COMPONENT",
    "IBAN, DE8937040044053201300-, BAD_FORMAT",
    "IBAN, DE8, BAD_LENGTH",
    "PUBLIC_IP, 8.8.8.8, OK",
    "PUBLIC_IP, 2001:4860:4860::8888, OK",
    "PUBLIC_IP, 10.1.2.3, BAD_COMPONENT",
    "PUBLIC_IP, 127.0.0.1, BAD_COMPONENT",
    "PUBLIC_IP, fd00::1, BAD_COMPONENT",
    "PUBLIC_IP, 255.255.255.0, BAD_COMPONENT",
    "PUBLIC_IP, 1.2.3, BAD_FORMAT",
    "PUBLIC_IP, 1.2.3.256, BAD_FORMAT",
    "PUBLIC_IP, 1.2.3.a, BAD_FORMAT",
    "PUBLIC_IP, 01.2.3.4, BAD_FORMAT",
    "PUBLIC_IP, 1:2:3, BAD_FORMAT",
    "PUBLIC_IP, example.org, BAD_FORMAT",
    "NONE, anything, OK",
  })
  void check_value_saysWhy(Validator validator, String value, Check check) {
    assertThat(validator.check(value)).isEqualTo(check);
  }

  @ParameterizedTest
  @CsvSource({"79927398713, true", "79927398710, false", "0, true", "'', false", "12a, false"})
  void luhn_digits_followTheFormula(String digits, boolean valid) {
    assertThat(Validator.luhn(digits)).isEqualTo(valid);
  }
}
