package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordMemoryTest {

  private static final long SEED = 17;

  /** Long texts, so that words share slots, and several of them, so that old words are there. */
  @Test
  void of_wordsOfManyTexts_agreesWithTheTable() {
    Random random = new Random(SEED);
    List<String> words = List.of("Anna", "the", "Paris", "Smith", "qwzx", "York", "may", "New");
    WordMemory memory = new WordMemory();
    int known = 0;
    for (int round = 0; round < 40; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      String string = text.toString();
      memory.clear();
      for (int look = 0; look < 2_000; look++) {
        int start = string.lastIndexOf(' ', random.nextInt(string.length())) + 1;
        int end = string.indexOf(' ', start);
        int expected = end < 0 ? 0 : KnownWords.of(string, start, end);
        known += expected == 0 ? 0 : 1;
        if (end > 0) {
          assertThat(memory.of(string, start, end))
              .as("seed %d, round %d, look %d", SEED, round, look)
              .isEqualTo(expected);
        }
      }
    }
    assertThat(known).isGreaterThan(10_000);
  }
}
