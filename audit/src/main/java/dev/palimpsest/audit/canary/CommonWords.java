package dev.palimpsest.audit.canary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The 256 words that {@link CanaryFamily#WORDS} draws from: eight bits a word. */
final class CommonWords {

  static final List<String> LIST = load();

  private CommonWords() {}

  private static List<String> load() {
    try (InputStream in = CommonWords.class.getResourceAsStream("common-words.txt")) {
      if (in == null) {
        throw new IllegalStateException("common-words.txt is not on the class path");
      }
      List<String> words = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (words.stream().distinct().count() != 256) {
        throw new IllegalStateException(
            "common-words.txt must hold 256 distinct words. Provided count: " + words.size());
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read common-words.txt", e);
    }
  }
}
