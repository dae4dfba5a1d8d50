package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PremiseScannerTest {

  /** The start of a premise, as an expression. */
  private static final Pattern START =
      Pattern.compile("(?<![\\p{L}\\p{Nd}_./:,$€£#+=(-])\\d{1,6},? \\p{Lu}");

  @Test
  void mayStart_randomTexts_isTrueWhereverThePatternStarts() {
    long seed = 43;
    Random random = new Random(seed);
    int starts = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 1 + random.nextInt(14); i > 0; i--) {
        text.append("12345, ,. AÑaé中_/-#".charAt(random.nextInt(19)));
      }
      for (int at = 0; at < text.length(); at++) {
        boolean expected =
            START.matcher(text).region(at, text.length()).useTransparentBounds(true).lookingAt();
        boolean may = PremiseScanner.mayStart(text.toString(), at);

        assertThat(may).as("seed %d, round %d, at %d", seed, round, at).isEqualTo(expected);
        starts += may ? 1 : 0;
      }
    }
    assertThat(starts).isGreaterThan(100);
  }

  @Test
  void mayGoOn_randomPremises_isTrueWhereverThePatternMatches() {
    long seed = 44;
    Random random = new Random(seed);
    String[] words = {"Rua", "do", "Elm's", "St.", "Ñandú", "12", "7b", "a,", "x_y", "𝐀lpha", ""};
    int premises = 0;
    int others = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder(round % 2 == 0 ? "86036 Rua" : "5, Ñandú");
      for (int i = random.nextInt(8); i > 0; i--) {
        text.append(' ').append(words[random.nextInt(words.length)]);
      }
      boolean premise = PremiseScanner.PREMISE.matcher(text).lookingAt();
      boolean may = PremiseScanner.mayGoOn(text.toString(), 0);

      assertThat(may || !premise).as("%s, seed %d, round %d", text, seed, round).isTrue();
      premises += premise ? 1 : 0;
      others += may ? 0 : 1;
    }
    assertThat(premises).isGreaterThan(1_000);
    assertThat(others).isGreaterThan(1_000);
  }
}
