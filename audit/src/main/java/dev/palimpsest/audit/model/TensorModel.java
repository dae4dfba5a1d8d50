package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.ModelConfig;
import dev.palimpsest.audit.checkpoint.TextTokenizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * A model whose weights this JVM holds. Owns its engine; whatever a call makes is freed when it
 * returns.
 *
 * <p>Shape letters: B rows, S longest row, H hidden size, N predicted positions, V vocabulary.
 */
final class TensorModel<T> implements LanguageModel {
  /** Logits that are held at once, 64 MiB of floats. */
  static final long LOGITS = 1 << 24;

  private final ModelConfig config;
  private final TextTokenizer tokenizer;
  private final TensorEngine<T> engine;
  private final Map<Variant, Architecture<T>> variants;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private TensorModel(
      ModelConfig config,
      TextTokenizer tokenizer,
      TensorEngine<T> engine,
      Map<Variant, Architecture<T>> variants) {
    this.config = config;
    this.tokenizer = tokenizer;
    this.engine = engine;
    this.variants = variants;
  }

  /**
   * Loads the model.
   *
   * @param engine made here and closed by the model
   */
  static <T> TensorModel<T> open(ModelSpec spec, Supplier<? extends TensorEngine<T>> engine) {
    Checkpoint checkpoint = Checkpoint.open(spec.checkpoint());
    // An engine's native library takes as long to load as a tokenizer takes to parse.
    FutureTask<TextTokenizer> opening = new FutureTask<>(checkpoint::openTokenizer);
    Thread opener = new Thread(opening, "tokenizer");
    opener.setDaemon(true);
    opener.start();
    try {
      TensorEngine<T> made = engine.get();
      try {
        TextTokenizer tokenizer = opened(opening);
        Map<Variant, Architecture<T>> variants = made.run(() -> variants(spec, checkpoint, made));
        return new TensorModel<>(checkpoint.config(), tokenizer, made, variants);
      } catch (RuntimeException e) {
        made.close();
        throw e;
      }
    } catch (RuntimeException e) {
      closeQuietly(opening);
      throw e;
    }
  }

  private static TextTokenizer opened(FutureTask<TextTokenizer> opening) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return opening.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the tokenizer cannot be opened", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The model failed to load for another reason, which is the one to tell. */
  private static void closeQuietly(FutureTask<TextTokenizer> opening) {
    try {
      opened(opening).close();
    } catch (RuntimeException e) {
      // The tokenizer never opened: there is nothing to close.
    }
  }

  private static <T> Map<Variant, Architecture<T>> variants(
      ModelSpec spec, Checkpoint checkpoint, TensorEngine<T> engine) {
    Map<String, T> tensors = new HashMap<>();
    checkpoint.parameters().forEach((name, entry) -> tensors.put(name, engine.read(entry)));
    NamedWeights<T> base = new NamedWeights<>(tensors, Map.of());
    Map<Variant, Architecture<T>> variants = new EnumMap<>(Variant.class);
    variants.put(Variant.BASE, Architectures.create(checkpoint.config(), engine.ops(), base));
    if (!spec.adapters().isEmpty()) {
      NamedWeights<T> adapted = new AdaptedWeights<>(engine).apply(spec, checkpoint, base);
      variants.put(
          Variant.ADAPTED, Architectures.create(checkpoint.config(), engine.ops(), adapted));
    }
    return variants;
  }

  @Override
  public ModelConfig config() {
    return config;
  }

  @Override
  public TextTokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public Set<Variant> variants() {
    return Set.copyOf(variants.keySet());
  }

  @Override
  public List<TokenStatistics> score(List<int[]> rows, Variant variant) {
    rows.forEach(this::checkRow);
    List<TokenStatistics> results =
        rows.stream().map(row -> TokenStatistics.unpredicted(row.length)).toList();
    Positions positions = Positions.of(rows, results);
    whileOpen(
        () -> {
          Architecture<T> architecture = architecture(variant);
          if (positions.count() > 0) {
            score(architecture, rows, positions);
          }
          return results;
        });
    return results;
  }

  @Override
  public int[] generate(
      int[] prompt, int count, Set<Integer> ends, Sampling sampling, Variant variant) {
    checkRow(prompt);
    if (count < 0 || (long) prompt.length + count > config.maxPositions()) {
      throw new IllegalArgumentException(
          "prompt and continuation must fit in "
              + config.maxPositions()
              + " positions. Provided: "
              + prompt.length
              + " and "
              + count);
    }
    return whileOpen(
        () ->
            new TensorGenerator<>(architecture(variant), engine)
                .generate(prompt, count, ends, sampling));
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        engine.close();
        tokenizer.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  private void score(Architecture<T> architecture, List<int[]> rows, Positions positions) {
    T ids = engine.ops().ids(positions.padded(rows), rows.size(), positions.width()); // [B, S]
    T hidden = architecture.hidden(Input.of(ids, positions.width())); // [B, S, H]
    int step = (int) Math.max(1, LOGITS / config.vocabularySize());
    for (int from = 0; from < positions.count(); from += step) {
      Positions part = positions.part(from, Math.min(step, positions.count() - from));
      engine.run(
          () -> {
            T logits = architecture.logits(engine.select(hidden, part.flat())); // [step, V]
            engine.reduce(logits, part.gold(), part.targets());
            return part;
          });
    }
  }

  /** Runs {@code body} while nobody closes the model. */
  private <R> R whileOpen(Supplier<R> body) {
    use.readLock().lock();
    try {
      return engine.run(body);
    } finally {
      use.readLock().unlock();
    }
  }

  private Architecture<T> architecture(Variant variant) {
    Architecture<T> architecture = variants.get(variant);
    if (closed || architecture == null) {
      throw new IllegalStateException(
          closed ? "the model is closed" : "the model was opened without adapters");
    }
    return architecture;
  }

  private void checkRow(int[] row) {
    if (row.length == 0 || row.length > config.maxPositions()) {
      throw new IllegalArgumentException(
          "a row must have 1 to "
              + config.maxPositions()
              + " tokens. Provided value: "
              + row.length);
    }
    for (int id : row) {
      if (id < 0 || id >= config.vocabularySize()) {
        throw new IllegalArgumentException(
            "token ids must be in [0, " + config.vocabularySize() + "). Provided value: " + id);
      }
    }
  }
}
