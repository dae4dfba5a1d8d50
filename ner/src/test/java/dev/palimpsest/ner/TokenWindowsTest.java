package dev.palimpsest.ner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ner.TokenWindows.Window;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenWindowsTest {

  @Test
  void over_textThatFits_isOneWindow() {
    assertThat(TokenWindows.over(tokens(0, 1, 2, 3), 4)).containsExactly(new Window(0, 0, 4, 4));
    assertThat(TokenWindows.over(tokens(), 4)).isEmpty();
  }

  @Test
  void over_longerText_overlapsByAQuarter() {
    assertThat(TokenWindows.over(tokens(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 8))
        .containsExactly(new Window(0, 0, 7, 8), new Window(6, 7, 12, 12));
  }

  @Test
  void over_wordAtTheCut_isNotTornApart() {
    List<Window> windows =
        TokenWindows.over(tokens(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12, 12, 13, 14, 15), 16);

    assertThat(windows).containsExactly(new Window(0, 0, 14, 16), new Window(12, 14, 18, 18));
  }

  @Test
  void over_randomTexts_everyTokenIsAnsweredForOnceInsideItsWindow() {
    long seed = 11;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      int[] words = new int[random.nextInt(100)];
      for (int i = 1; i < words.length; i++) {
        words[i] = words[i - 1] + random.nextInt(2);
      }
      int length = 4 + random.nextInt(30);
      int core = 0;
      for (Window window : TokenWindows.over(tokens(words), length)) {
        assertThat(window.core()).as("seed %d, round %d", seed, round).isEqualTo(core);
        assertThat(window.start()).isBetween(0, window.core());
        assertThat(window.next()).isBetween(window.core() + 1, window.end());
        assertThat(window.end() - window.start()).isLessThanOrEqualTo(length);
        core = window.next();
      }
      assertThat(core).as("seed %d, round %d", seed, round).isEqualTo(words.length);
    }
  }

  private static Tokens tokens(int... words) {
    int[] none = new int[words.length];
    return new Tokens(new long[words.length], none, none, words, new long[0], new long[0]);
  }
}
