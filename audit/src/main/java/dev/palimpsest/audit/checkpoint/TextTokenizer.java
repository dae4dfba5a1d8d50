package dev.palimpsest.audit.checkpoint;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.text.WellFormed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The tokenizer that a {@code tokenizer.json} describes. Truncation and padding that the file asks
 * for are left out: every text is taken whole. Safe for use by several threads, {@link #close}
 * included: it waits for those that use it, since native memory that goes while it is read takes
 * the JVM with it.
 */
public final class TextTokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final int largestId;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, int largestId) {
    this.tokenizer = tokenizer;
    this.largestId = largestId;
  }

  /** Opens the file; the caller closes the tokenizer. */
  public static TextTokenizer open(Path file) {
    JsonNode json = Settings.parse(file);
    if (json.path("model").path("dropout").asDouble(0) != 0) {
      throw new CheckpointException(
          file.getFileName() + ": model.dropout makes tokens random and is not supported");
    }
    int largestId = largestId(file, json);
    try (InputStream in = Files.newInputStream(file)) {
      Map<String, String> options = Map.of("truncation", "false", "padding", "false");
      return new TextTokenizer(HuggingFaceTokenizer.newInstance(in, options), largestId);
    } catch (IOException | RuntimeException e) {
      throw new CheckpointException(
          file.getFileName() + ": not a tokenizer that can be used: " + e.getMessage(), e);
    }
  }

  /** Largest id that a text can get. */
  public int largestId() {
    return largestId;
  }

  /** Tokens of {@code text} with the special tokens that the file adds to a plain text. */
  public Encoding encode(String text) {
    return encode(text, true);
  }

  /** Tokens of {@code text} alone, for what already holds its special tokens. */
  public Encoding encodeBare(String text) {
    return encode(text, false);
  }

  /** Text of the tokens, special ones included. */
  public String decode(int[] ids) {
    long[] wide = Arrays.stream(ids).asLongStream().toArray();
    return whileOpen(() -> tokenizer.decode(wide, false));
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        tokenizer.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  private <R> R whileOpen(Supplier<R> body) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the tokenizer is closed");
      }
      return body.get();
    } finally {
      use.readLock().unlock();
    }
  }

  private Encoding encode(String text, boolean special) {
    String given = WellFormed.of(text);
    var encoding = whileOpen(() -> tokenizer.encode(given, special, false));
    CharSpan[] spans = encoding.getCharTokenSpans();
    int[] ids = Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
    int[] starts = new int[ids.length];
    int[] ends = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      if (spans[i] != null) {
        starts[i] = spans[i].getStart();
        ends[i] = spans[i].getEnd();
      }
    }
    return new Encoding(ids, starts, ends);
  }

  private static int largestId(Path file, JsonNode json) {
    long largest = -1;
    JsonNode vocabulary = json.path("model").path("vocab");
    if (vocabulary.isArray()) {
      largest = vocabulary.size() - 1L;
    }
    if (vocabulary.isObject()) {
      for (JsonNode id : vocabulary) {
        largest = Math.max(largest, id.asLong(-1));
      }
    }
    for (JsonNode added : json.path("added_tokens")) {
      largest = Math.max(largest, added.path("id").asLong(-1));
    }
    if (largest < 0 || largest > Integer.MAX_VALUE) {
      throw new CheckpointException(file.getFileName() + ": no vocabulary that can be used");
    }
    return (int) largest;
  }
}
