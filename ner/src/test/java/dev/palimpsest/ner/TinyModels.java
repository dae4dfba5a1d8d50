package dev.palimpsest.ner;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/** The models that {@code src/test/python/make_tiny_models.py} makes. */
final class TinyModels {

  private TinyModels() {}

  /** Labels with B- and I-, three inputs, windows of 16 tokens. */
  static Path tiny() {
    return folder("tiny");
  }

  /** Labels without prefixes, two inputs, windows of 64 tokens. */
  static Path plain() {
    return folder("plain");
  }

  /** A tokenizer over bytes, as models of the RoBERTa family have. */
  static Path bytes() {
    return folder("bytes");
  }

  /** A tokenizer in the manner of SentencePiece. */
  static Path pieces() {
    return folder("pieces");
  }

  static OnnxEntityModel open(Path folder) {
    return OnnxEntityModel.open(EntityFolder.open(folder, Map.of()));
  }

  private static Path folder(String name) {
    try {
      return Path.of(TinyModels.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
