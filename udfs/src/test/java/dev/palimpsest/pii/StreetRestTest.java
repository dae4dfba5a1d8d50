package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreetRestTest {

  /** The same as one expression, which takes several times as long. */
  private static final Pattern REST =
      Pattern.compile(
          "\\.?(?: (?:[NSEW]|NE|NW|SE|SW)\\b\\.?)?"
              + "(?:,?\\s{1,2}(?:apt|apartment|suite|ste|unit|floor|fl|room|rm|bldg|building|#)\\.?"
              + " ?#?[A-Za-z0-9-]{1,6}\\b)?"
              + "(?:,?\\s{1,2}[\\p{Lu}\\p{Ll}\\p{Lt}][\\p{L}.' -]{1,30}?,?\\s{1,2}(?:[A-Z]{2}\\b)?,?"
              + "\\s{0,2}(?:\\d{5}(?:-\\d{4})?|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d"
              + "|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2})\\b)?",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> PIECES =
      List.of(
          " ",
          " ",
          " ",
          ",",
          ", ",
          ".",
          "-",
          "#",
          "\n",
          "N",
          "nw",
          "Apt",
          "apt.",
          "Suite",
          "fl",
          "floors",
          "5",
          "12345",
          "62704-1234",
          "1234567",
          "IL",
          "il",
          "Ill",
          "K1A 0B1",
          "K1A0B1",
          "SW1A 1AA",
          "M1 1AA",
          "W1A1",
          "1AA",
          "Springfield",
          "St. John's",
          "Bad-Orb",
          "é",
          "É",
          "ö",
          "x\u0301",
          "_",
          "日本",
          "𝒳",
          "a",
          "Z",
          "7",
          "(",
          "building",
          "unit 4-",
          "rm9",
          "\u017fuite",
          "un\u0131t",
          " \u017f",
          "\u212a1A");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "', Springfield, IL 62704. Next'|', Springfield, IL 62704'",
        "'. NW, Apt. #5b, Bad Orb 12345-6789 x'|'. NW, Apt. #5b, Bad Orb 12345-6789'",
        "' S is wet'|' S'",
        "', London SW1A 1AA,'|', London SW1A 1AA'",
        "', Ottawa ON K1A 0B1'|', Ottawa ON K1A 0B1'",
        "', springfield il 62704'|', springfield il 62704'",
        "', Paris, in 1999'|''",
        "', suite 12-'|', suite 12'",
      })
  void end_whatFollowsAStreet_isTaken(String text, String taken) {
    assertThat(text.substring(0, StreetRest.end(text, 0, text.length()))).isEqualTo(taken);
  }

  @Test
  void end_randomTexts_isThatOfTheExpression() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int longest = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder made = new StringBuilder();
      for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
        made.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      String text = made.toString();
      int from = text.isEmpty() ? 0 : random.nextInt(Math.min(3, text.length()));
      int limit =
          random.nextInt(4) == 0 ? from + random.nextInt(text.length() - from + 1) : text.length();
      Matcher expected = REST.matcher(text).region(from, limit);
      assertThat(expected.lookingAt()).isTrue();

      int end = StreetRest.end(text, from, limit);

      assertThat(end)
          .as("seed %d, %s from %d to %d", seed, text, from, limit)
          .isEqualTo(expected.end());
      longest = Math.max(longest, end - from);
    }
    assertThat(longest).as("seed %d", seed).isGreaterThan(15);
  }
}
