package dev.palimpsest.ner;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.palimpsest.text.WellFormed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * The tokenizer that a {@code tokenizer.json} describes, without truncation and padding. Its owner
 * sees to it that it is not closed while a thread encodes: that ends the JVM.
 */
final class EntityTokenizer implements AutoCloseable {

  private final HuggingFaceTokenizer tokenizer;

  private EntityTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  static EntityTokenizer open(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Map<String, String> options = Map.of("truncation", "false", "padding", "false");
      return new EntityTokenizer(HuggingFaceTokenizer.newInstance(in, options));
    } catch (IOException | RuntimeException e) {
      throw new EntityModelException(
          "%s is no tokenizer that can be used (%s). Export the model again."
              .formatted(file, firstLine(e)),
          e);
    }
  }

  Tokens tokens(String text) {
    Encoding encoding = tokenizer.encode(WellFormed.of(text), true, false);
    long[] ids = encoding.getIds();
    long[] special = encoding.getSpecialTokenMask();
    CharSpan[] spans = encoding.getCharTokenSpans();
    long[] wordIds = encoding.getWordIds();
    int from = 0;
    while (from < ids.length && special[from] != 0) {
      from++;
    }
    int to = ids.length;
    while (to > from && special[to - 1] != 0) {
      to--;
    }
    int[] offsets = offsets(text);
    int[] starts = new int[to - from];
    int[] ends = new int[to - from];
    int[] words = new int[to - from];
    for (int i = 0; i < starts.length; i++) {
      CharSpan span = spans[from + i];
      int last = i == 0 ? 0 : ends[i - 1];
      starts[i] = span == null ? last : offsets[span.getStart()];
      ends[i] = span == null ? last : offsets[span.getEnd()];
      words[i] = Math.toIntExact(wordIds[from + i]);
    }
    return new Tokens(
        Arrays.copyOfRange(ids, from, to),
        starts,
        ends,
        words,
        Arrays.copyOfRange(ids, 0, from),
        // With no token between them the special ones cannot be told apart, and need not.
        Arrays.copyOfRange(ids, to, ids.length));
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /** Of each code point, and of the end, its first UTF-16 unit: tokenizers count code points. */
  private static int[] offsets(String text) {
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    int at = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
    }
    return offsets;
  }

  static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
  }
}
