package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonStringsTest {

  @Test
  void escape_plainText_isTheSameInstance() {
    String text = "Zoë 😀 <EMAIL_1>";

    assertThat(JsonStrings.escape(text)).isSameAs(text);
  }

  @Test
  void escape_specialCharacters_areEscapedAsShortAsPossible() {
    assertThat(JsonStrings.escape("a\"b\\c\nd\re\tf\u0001/"))
        .isEqualTo("a\\\"b\\\\c\\nd\\re\\tf\\u0001/");
  }

  @Test
  void escape_halfOfASurrogatePair_isEscaped() {
    assertThat(JsonStrings.escape("x\ud83dy\ude00")).isEqualTo("x\\ud83dy\\ude00");
  }

  @Test
  void escape_randomCharacters_isReadBackByJackson() throws JsonProcessingException {
    long seed = 5;
    Random random = new Random(seed);
    ObjectMapper jackson = new ObjectMapper();
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        text.appendCodePoint(random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x20000));
      }
      String json = '"' + JsonStrings.escape(text.toString()) + '"';
      assertThat(jackson.readValue(json, String.class))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(text.toString());
    }
  }
}
