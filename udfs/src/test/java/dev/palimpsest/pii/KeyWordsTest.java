package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyWordsTest {

  @ParameterizedTest
  @CsvSource({
    "first_name, first name",
    "firstName, first name",
    "First-Name, first name",
    "address1, address 1",
    "customerSSNNumber, customer ssn number",
    "user.id, user id",
    "prénom, prénom",
    "'__x  y__', x y",
    "'', ''",
  })
  void of_key_isItsWords(String key, String words) {
    assertThat(String.join(" ", KeyWords.of(key))).isEqualTo(words);
  }
}
