package dev.palimpsest.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordFilterTest {

  private static final long SEED = 31;

  /** Whatever stands in a text as words of its own, in any letter case, is never ruled out. */
  @Test
  void mayBeIn_partsOfRandomTexts_areNeverRuledOut() {
    Random random = new Random(SEED);
    int searched = 0;
    for (int round = 0; round < 20_000; round++) {
      String text = RandomTexts.next(random, 12);
      int start = random.nextInt(text.length());
      int end = start + 1 + random.nextInt(Math.min(24, text.length() - start));
      if (!isWhole(text, start, end)) {
        continue;
      }
      String part = text.substring(start, end).toLowerCase(Locale.ROOT);

      boolean may = LearnedTextsTest.of(List.of(part)).mayBeIn(words(text));

      assertThat(may).as("seed %d, round %d", SEED, round).isTrue();
      searched++;
    }
    assertThat(searched).isGreaterThan(2_000);
  }

  @Test
  void mayBeIn_wordOfAnotherLength_isRuledOut() {
    LearnedTexts texts = LearnedTextsTest.of(List.of("anna_schmidt"));

    assertThat(texts.mayBeIn(words("ANNA goes home"))).isTrue();
    assertThat(texts.mayBeIn(words("order_id"))).isFalse();
    assertThat(texts.mayBeIn(words("Änna"))).isTrue();
  }

  @Test
  void mayHaveDates_textWithADate_isTrue() {
    assertThat(WordFilter.mayHaveDates(words("on 1990-04-25"))).isTrue();
    assertThat(WordFilter.mayHaveDates(words("created_at"))).isFalse();
  }

  @Test
  void mayHaveDates_randomTextsWithADate_isTrue() {
    Random random = new Random(SEED);
    int dates = 0;
    for (int round = 0; round < 5_000; round++) {
      String text = RandomTexts.next(random, 12);
      for (int at = 0; at < text.length(); at++) {
        boolean starts = at == 0 || !isWord(text.charAt(at - 1));
        if (starts && DateText.plainly(text, at) != null) {
          assertThat(WordFilter.mayHaveDates(words(text)))
              .as("seed %d, round %d", SEED, round)
              .isTrue();
          assertThat(dates(text)).as("seed %d, round %d", SEED, round).contains(at);
          dates++;
        }
      }
    }
    assertThat(dates).isGreaterThan(500);
  }

  @Test
  void mayHaveDates_wordsAndNumbersThatAreNone_isFalse() {
    String text = "the marked steps may take 12 of 2020 or 7 ".repeat(20);

    assertThat(WordFilter.mayHaveDates(words(text))).isFalse();
    assertThat(WordFilter.mayHaveDates(words(text + " 3 May 2020"))).isTrue();
  }

  /** Where nothing is known, a date may start anywhere. */
  private static int[] dates(String text) {
    Signs signs = new Signs();
    signs.read(text);
    int[] dates = WordFilter.dates(text, signs);
    return dates == null ? IntStream.range(0, text.length()).toArray() : dates;
  }

  private static long words(String text) {
    Signs signs = new Signs();
    signs.read(text);
    return WordFilter.of(signs, WordFilter.dates(text, signs));
  }

  private static boolean isWhole(String text, int start, int end) {
    return (start == 0 || !isWord(text.charAt(start - 1)))
        && (end == text.length() || !isWord(text.charAt(end)));
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
