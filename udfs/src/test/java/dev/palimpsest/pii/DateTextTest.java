package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

  private static final LocalDate DAY = LocalDate.of(1990, 4, 25);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1990-04-25",
        "1990/4/25",
        "25.04.1990",
        "04/25/1990",
        "25-4-90",
        "April 25, 1990",
        "Apr. 25th 1990",
        "25 April 1990",
        "25th of april 1990",
        "25-Apr-1990",
        "19900425"
      })
  void read_notation_isTheDay(String text) {
    DateText.Read read = DateText.read("x " + text + "T", 2);

    assertThat(read).isEqualTo(new DateText.Read(2 + text.length(), List.of(DAY)));
  }

  @Test
  void read_dayAndMonthCouldBeSwapped_isBothDays() {
    DateText.Read read = DateText.read("04/05/1990", 0);

    assertThat(read)
        .isEqualTo(
            new DateText.Read(10, List.of(LocalDate.of(1990, 4, 5), LocalDate.of(1990, 5, 4))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1990-13-25",
        "1990-02-30",
        "32.01.1990",
        "1990-04/25",
        "April 31, 1990",
        "Maybe 1990",
        "1990",
        "4.5",
        "19901332",
        "1990-04-251"
      })
  void read_noDayOfTheCalendar_isNull(String text) {
    assertThat(DateText.read(text, 0)).isNull();
  }

  @Test
  void read_randomTexts_agreesWithTryingAllNotations() {
    long seed = 19;
    Random random = new Random(seed);
    List<String> pieces =
        List.of(
            "1",
            "12",
            "31",
            "1990",
            "19",
            "2001",
            "19900425",
            "may",
            "Jun",
            "march",
            "sept.",
            "of",
            "st",
            "nd",
            "th",
            "TH",
            " ",
            " ",
            "  ",
            "-",
            "/",
            ".",
            ",",
            "x");
    int found = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 1 + random.nextInt(7); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }

      DateText.Read read = DateText.read(text.toString(), 0);

      assertThat(read)
          .as("seed %d, round %d", seed, round)
          .isEqualTo(DateText.plainly(text.toString(), 0));
      found += read == null ? 0 : 1;
    }
    assertThat(found).isGreaterThan(100);
  }
}
