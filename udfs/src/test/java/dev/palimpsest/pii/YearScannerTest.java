package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class YearScannerTest {

  /** Years after "in", "since" and "the", as an expression over the whole text. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?<!\\p{L})(?i:in|since|the) ((?:18|19|20)[0-9][0-9])"
              + "(?![\\p{L}\\p{Nd}_/:%°-]|[.,][0-9])");

  @Test
  void scan_randomTexts_agreesWithAnExpressionOverTheWholeText() {
    long seed = 47;
    Random random = new Random(seed);
    List<String> pieces =
        List.of(
            "in", "Since", "the", "x", " ", " ", " ", "1999", "2020", "18", "99", ".", ",", "é");
    Scan scan = new Scan(RuleBook.standard().rules(), new Lexicon(RuleBook.standard()));
    int years = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 1 + random.nextInt(9); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      scan.start(Leaves.of(Slot.plain(text.toString())).get(0), KeyMeaning.NONE);
      new YearScanner(0).scan(scan);
      List<String> found = new ArrayList<>();
      scan.finish().forEach(span -> found.add(span.start() + " " + span.value()));

      assertThat(found).as("seed %d, round %d", seed, round).isEqualTo(plain(text.toString()));
      years += found.size();
    }
    assertThat(years).isGreaterThan(100);
  }

  private static List<String> plain(String text) {
    List<String> found = new ArrayList<>();
    Matcher year = PLAIN.matcher(text);
    while (year.find()) {
      found.add(year.start(1) + " " + year.group(1));
    }
    return found;
  }
}
