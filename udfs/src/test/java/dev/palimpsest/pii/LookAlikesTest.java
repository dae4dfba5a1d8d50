package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters that only look Latin are written as escapes, so that a reader sees them. */
class LookAlikesTest {

  private static List<String> found(String text) {
    return PiiDetector.standard().find(text).stream()
        .filter(finding -> finding.tier() != Tier.C)
        .map(
            finding ->
                "%s %d %d %d %d"
                    .formatted(
                        finding.type(),
                        finding.start(),
                        finding.end(),
                        finding.startCodePoint(),
                        finding.endCodePoint()))
        .toList();
  }

  @Test
  void find_mailboxWithCyrillicLetters_isFoundWhereItStands() {
    // An emoji first: UTF-16 and code points differ.
    assertThat(found("\ud83d\ude00 mail j\u0430ne.d\u043ee@acme.org now"))
        .containsExactly("EMAIL 8 25 7 24");
  }

  @Test
  void find_mailboxWithGreekLettersAndNoWidth_isFoundWhereItStands() {
    assertThat(found("mail j\u03bfhn\u200b.roe@\u0430cme.org now"))
        .containsExactly("EMAIL 5 23 5 23");
  }

  @Test
  void find_secretWithALookAlikePrefix_isFound() {
    assertThat(found("KEY=gl\u0440\u0430t-WKbsDE5kGZoDiPCFdcER"))
        .containsExactly("SECRET 4 30 4 30");
  }

  @ParameterizedTest
  @CsvSource({
    "p\u0430ypal, paypal",
    "\u0420aul, Paul",
    "j\u03bfhn@\u0430cme.org, john@acme.org",
    "\u0441\u043e\u043e@x.org, coo@x.org",
  })
  void fold_lettersThatStandInForLatin_areLatin(String text, String latin) {
    assertThat(LookAlikes.fold(text)).isEqualTo(latin).hasSameSizeAs(text);
  }

  @ParameterizedTest
  @CsvSource({
    "plain words",
    "\u043f\u0440\u0438\u0432\u0435\u0442 \u043c\u0438\u0440",
    "\u0440\u043e\u0441\u0430 \u0438 dew",
    "mail:\u0438\u0432\u0430\u043d@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444",
    "\u03b1\u03b2\u03b3\u03b4",
  })
  void fold_textOfOneScript_isItself(String text) {
    assertThat(LookAlikes.fold(text)).isSameAs(text);
  }

  @Test
  void latin_asciiAndTheUnlike_areThemselves() {
    for (char c = 0; c < 128; c++) {
      assertThat(LookAlikes.latin(c)).isEqualTo(c);
    }
    assertThat(LookAlikes.latin('\u0436')).isEqualTo('\u0436');
    assertThat(LookAlikes.latin('\u0410')).isEqualTo('A');
    assertThat(LookAlikes.latin('\u0456')).isEqualTo('i');
  }
}
