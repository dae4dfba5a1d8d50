package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapitalisedWordsTest {

  private static String cut(String text, int @Nullable [] part) {
    return part == null ? "" : text.substring(part[0], part[1]);
  }

  private static String nameFrom(String text) {
    CapitalisedWords words = CapitalisedWords.from(text, 0);
    return words == null ? "" : cut(text, words.name());
  }

  private static String nameUpTo(String text, String end) {
    CapitalisedWords words = CapitalisedWords.upTo(text, text.indexOf(end));
    return words == null ? "" : cut(text, words.name());
  }

  private static String title(String text) {
    CapitalisedWords words = CapitalisedWords.from(text, 0);
    return words == null ? "" : cut(text, words.title());
  }

  @Test
  void name_initialAndParticle_areInside() {
    assertThat(nameFrom("Mohmad R. Vizirov said")).isEqualTo("Mohmad R. Vizirov");
    assertThat(nameFrom("Jan van der Berg, too")).isEqualTo("Jan van der Berg");
  }

  @Test
  void name_genitive_endsBeforeIt() {
    assertThat(nameFrom("Asya's kid")).isEqualTo("Asya");
    assertThat(nameFrom("O'Neill's kid")).isEqualTo("O'Neill");
  }

  @Test
  void name_commonWordsAlone_areNone() {
    assertThat(nameFrom("Service Settings")).isEmpty();
    assertThat(nameFrom("May begin")).isEmpty();
  }

  @Test
  void name_code_isNone() {
    assertThat(nameFrom("FooBar.baz is")).isEmpty();
    assertThat(nameFrom("Vizirov(x)")).isEmpty();
  }

  @Test
  void upTo_wordsBehindASentence_startAfterIt() {
    assertThat(nameUpTo("It rained. Then Mehrudin shouted", " shouted")).isEqualTo("Mehrudin");
    assertThat(nameUpTo("foo.Mehrudin shouted", " shouted")).isEmpty();
  }

  @Test
  void title_articleAndCommonWords_keepsWhatBelongsToTheName() {
    assertThat(title("The Propublica office")).isEqualTo("Propublica");
    assertThat(title("Reed Elsevier Group said")).isEqualTo("Reed Elsevier Group");
    assertThat(title("The Service is")).isEmpty();
  }
}
