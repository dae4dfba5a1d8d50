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
}
