package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StreetNameTest {

  /** The plain twin. */
  private static final Pattern NUMBER_AND_NAME =
      Pattern.compile(
          "\\d{1,6}(?:[A-Za-z]|[-/]\\d{1,4})?,? "
              + "((?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\\.? )?"
              + "(?:(?:[\\p{Lu}][\\p{L}'’.-]*|\\d{1,3}(?:st|nd|rd|th)|de|la|of|van|der) ){1,4})");

  private static final List<String> WORDS =
      List.of(
          "N", "S.", "NE", "nw", "North", "East.", "west", "Ä", "Elm", "O'Neill", "St.", "McKay",
          "5th", "22nd", "1234th", "3St", "de", "la", "of", "van", "Der", "road", "𝐀b", "a", "",
          "7");

  private static final List<String> NUMBERS =
      List.of("1", "12", "123456", "1234567", "12b", "12bb", "3-5", "3/12345", "3-", "9,", "9,,");

  @Test
  void start_randomNumbersAndNames_agreesWithTheExpression() {
    long seed = 77;
    Random random = new Random(seed);
    int found = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder(NUMBERS.get(random.nextInt(NUMBERS.size())));
      for (int i = random.nextInt(7); i > 0; i--) {
        text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
      }
      int kind = text.append(' ').length();
      String whole = text + "Street 12";
      Matcher plain = NUMBER_AND_NAME.matcher(whole).region(0, kind);
      int expected = plain.matches() ? plain.start(1) : -1;

      assertThat(StreetName.start(whole, 0, kind))
          .as("%s, seed %d, round %d", whole, seed, round)
          .isEqualTo(expected);

      found += expected > 0 ? 1 : 0;
    }
    assertThat(found).isGreaterThan(3_000);
  }
}
