package dev.palimpsest.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that pretend to be a {@code tokenizer.json}. The seeds run as tests; {@code JAZZER_FUZZ=1
 * mvn -pl audit test -Dtest=TokenizerFuzzTest} searches on from them.
 */
class TokenizerFuzzTest {
  private static final String TEXT = "one two";

  @FuzzTest(maxDuration = "10m")
  void open_anyBytes_givesIdsOfTheVocabularyOrRefuses(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", ".json");
    try {
      Files.write(file, bytes);
      try (TextTokenizer tokenizer = TextTokenizer.open(file)) {
        Encoding encoding = tokenizer.encode(TEXT);
        assertThat(encoding.starts()).hasSameSizeAs(encoding.ids());
        for (int i = 0; i < encoding.ids().length; i++) {
          assertThat(encoding.ids()[i]).isBetween(0, tokenizer.largestId());
          assertThat(encoding.starts()[i]).isBetween(0, encoding.ends()[i]);
          assertThat(encoding.ends()[i]).isLessThanOrEqualTo(TEXT.length());
        }
      } catch (CheckpointException e) {
        assertThat(e.getMessage()).contains(file.getFileName().toString()).doesNotContain("\n");
      }
    } finally {
      Files.delete(file);
    }
  }
}
