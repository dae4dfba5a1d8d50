package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.text.Leaves;
import dev.palimpsest.text.Slot;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchNeedsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "key-[0-9a-f]{32} ; 36 ; false",
        "(?<![a-z])(ab[0-9]{4,9}c|k_\\w{9})(?!x) ; 7 ; false",
        "(?:x|\\d)\\d ; 2 ; true",
        "a{3}(?:b{2})?c+ ; 4 ; false",
        "(?:ab )?[0-9]{3} ; 3 ; true",
        "(?:a1)* ; 0 ; false",
        "ab cd.efgh ; 4 ; false",
        "[^x]abc[+-_]de ; 3 ; false",
        "(?=[a-z]*\\d)abcd ; 4 ; false",
        "(a)\\1bcd ; 0 ; false",
        "[a-z&&[^b]]xyz ; 0 ; false",
        "(?i)tok(?:en)?[:=]\\d{2,} ; 3 ; true"
      })
  void of_expression_saysWhatEveryMatchHas(String pattern, int run, boolean digit) {
    assertThat(MatchNeeds.of(Pattern.compile(pattern))).isEqualTo(new MatchNeeds(run, digit));
  }

  @Test
  void of_otherSyntax_saysNothing() {
    assertThat(MatchNeeds.of(Pattern.compile("abc # d", Pattern.COMMENTS)))
        .isEqualTo(MatchNeeds.NOTHING);
  }

  /** Broken here, a rule would miss its own examples. */
  @Test
  void of_rulesOfTheBook_holdsForWhatTheyFind() {
    for (Rule rule : RuleBook.standard().rules()) {
      if (rule.search() instanceof Search.Keyword search) {
        MatchNeeds needs = MatchNeeds.of(search.pattern());
        Signs signs = new Signs();
        for (String example : rule.match()) {
          String text = example.replaceAll("[⟦⟧]", "");
          signs.read(Leaves.of(Slot.plain(text)).get(0).text());
          assertThat(signs.mayHaveRun(0, text.length(), needs.run())).as(rule.id()).isTrue();
          assertThat(!needs.digit() || text.matches("(?s).*[0-9].*")).as(rule.id()).isTrue();
        }
      }
    }
  }
}
