package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShinglesTest {

  private static final Shingles SHINGLES = new Shingles(5);

  private static long[] hashes(String... texts) {
    return Stream.of(texts)
        .mapToLong(
            text -> Hashing.xxh3_64().hashBytesToLong(text.getBytes(StandardCharsets.UTF_16LE)))
        .sorted()
        .toArray();
  }

  @Test
  void of_text_isItsRunsOfFiveTokens() {
    assertThat(SHINGLES.of(List.of("a b, c d e. f g")))
        .isEqualTo(hashes("a b c d e", "b c d e f", "c d e f g"));
  }

  @Test
  void of_severalTexts_runsOnFromTextToText() {
    assertThat(SHINGLES.of(List.of("a b", "", "c d e"))).isEqualTo(hashes("a b c d e"));
  }

  @Test
  void of_repeatedRuns_countsEachOnce() {
    assertThat(SHINGLES.of(List.of("x x x x x x x x x"))).isEqualTo(hashes("x x x x x"));
  }

  @Test
  void of_fewerTokensThanAShingle_isTheWholeTextWithPunctuation() {
    assertThat(SHINGLES.of(List.of("ok  then!", "\n yes"))).isEqualTo(hashes("\0ok then! yes"));
    assertThat(SHINGLES.of(List.of("😀"))).isEqualTo(hashes("\0😀"));
  }

  @Test
  void of_noText_isEmpty() {
    assertThat(SHINGLES.of(List.of(" \n", ""))).isEmpty();
    assertThat(SHINGLES.of(List.of())).isEmpty();
  }

  /**
   * Worked out with another implementation of XXH3, so that stored fingerprints keep their meaning.
   */
  @Test
  void of_knownText_givesKnownHashes() {
    assertThat(SHINGLES.of(List.of("the quick brown fox jumps over")))
        .containsExactly(-8859997408229056701L, 7665985920849786279L);
  }
}
