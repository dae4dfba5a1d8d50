package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordIndexTest {

  private static final long SEED = 1970;

  /** Whatever stands in a text as words of its own, in any letter case, is never ruled out. */
  @Test
  void mayHave_wordsOfRandomTexts_areNeverRuledOut() {
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      String text = RandomTexts.next(random, 400);
      WordIndex index = WordIndex.of(text);
      for (String word : text.split("[^A-Za-z0-9]+")) {
        String other = round % 2 == 0 ? word.toUpperCase(Locale.ROOT) : word;
        boolean may = index.mayHave(WordIndex.hash(other.toCharArray(), 0, other.length()));
        assertThat(word.isEmpty() || may).as("seed %d, round %d", SEED, round).isTrue();
      }
    }
  }

  @Test
  void mayHave_wordsThatAreNotThere_areNearlyAllRuledOut() {
    Random random = new Random(SEED);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      text.append('w').append(random.nextInt(500)).append(' ');
    }
    WordIndex index = WordIndex.of(text.toString());

    int taken = 0;
    for (int i = 0; i < 1_000; i++) {
      String word = "v" + i;
      taken += index.mayHave(WordIndex.hash(word.toCharArray(), 0, word.length())) ? 1 : 0;
    }

    assertThat(taken).isLessThan(100);
  }

  @Test
  void mayHave_textOutsideAscii_rulesNothingOut() {
    assertThat(WordIndex.of("Änderung").mayHave(1)).isTrue();
  }
}
