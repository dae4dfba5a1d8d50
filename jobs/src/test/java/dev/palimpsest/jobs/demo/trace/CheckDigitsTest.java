package dev.palimpsest.jobs.demo.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckDigitsTest {

  @Test
  void withLuhn_publishedTestCards_endAsPublished() {
    assertThat(CheckDigits.withLuhn("424242424242424")).isEqualTo("4242424242424242");
    assertThat(CheckDigits.withLuhn("37828224631000")).isEqualTo("378282246310005");
    assertThat(CheckDigits.withLuhn("601111111111111")).isEqualTo("6011111111111117");
  }

  @Test
  void iban_examplesOfTheRegistry_haveTheirCheckDigits() {
    assertThat(CheckDigits.iban("DE", "370400440532013000")).isEqualTo("DE89370400440532013000");
    assertThat(CheckDigits.iban("GB", "NWBK60161331926819")).isEqualTo("GB29NWBK60161331926819");
  }
}
