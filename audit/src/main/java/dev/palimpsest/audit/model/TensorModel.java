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

  /** What models on one base share. */
  private static final class Base<T> {
    final Checkpoint checkpoint;
    final TextTokenizer tokenizer;
    final NamedWeights<T> weights;
    final ReadWriteLock use = new ReentrantReadWriteLock();
    boolean closed;

    Base(Checkpoint checkpoint, TextTokenizer tokenizer, NamedWeights<T> weights) {
      this.checkpoint = checkpoint;
      this.tokenizer = tokenizer;
      this.weights = weights;
    }
  }

  private final Base<T> base;
  private final ModelConfig config;
  private final TensorEngine<T> engine;
  private final Map<Variant, Architecture<T>> variants;

  /** Whether it opened what it uses, and so closes it. */
  private final boolean owner;

  private TensorModel(
      Base<T> base, TensorEngine<T> engine, Map<Variant, Architecture<T>> variants, boolean owner) {
    this.base = base;
    this.config = base.checkpoint.config();
    this.engine = engine;
    this.variants = variants;
    this.owner = owner;
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
        return made.run(() -> load(spec, checkpoint, tokenizer, made));
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

  private static <T> TensorModel<T> load(
      ModelSpec spec, Checkpoint checkpoint, TextTokenizer tokenizer, TensorEngine<T> engine) {
    Map<String, T> tensors = new HashMap<>();
    checkpoint.parameters().forEach((name, entry) -> tensors.put(name, engine.read(entry)));
    Base<T> base = new Base<>(checkpoint, tokenizer, new NamedWeights<>(tensors, Map.of()));
    Map<Variant, Architecture<T>> variants = new EnumMap<>(Variant.class);
    variants.put(
        Variant.BASE, Architectures.create(checkpoint.config(), engine.ops(), base.weights));
    if (!spec.adapters().isEmpty()) {
      variants.put(Variant.ADAPTED, adapted(base, engine, spec.adapters(), spec.composition()));
    }
    return new TensorModel<>(base, engine, variants, true);
  }

  private static <T> Architecture<T> adapted(
      Base<T> base, TensorEngine<T> engine, List<AdapterUse> adapters, Composition composition) {
    NamedWeights<T> weights =
        new AdaptedWeights<>(engine).apply(adapters, composition, base.checkpoint, base.weights);
    return Architectures.create(base.checkpoint.config(), engine.ops(), weights);
  }

  @Override
  public LanguageModel with(List<AdapterUse> adapters, Composition composition) {
    if (adapters.isEmpty()) {
      throw new IllegalArgumentException("at least one adapter is needed. Provided: 0");
    }
    return whileOpen(
        () -> {
          Map<Variant, Architecture<T>> others = new EnumMap<>(Variant.class);
          others.put(Variant.BASE, architecture(Variant.BASE));
          others.put(Variant.ADAPTED, adapted(base, engine, adapters, composition));
          return new TensorModel<>(base, engine, others, false);
        });
  }

  @Override
  public ModelConfig config() {
    return config;
  }

  @Override
  public TextTokenizer tokenizer() {
    return base.tokenizer;
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
    if (!owner) {
      return;
    }
    base.use.writeLock().lock();
    try {
      if (!base.closed) {
        base.closed = true;
        engine.close();
        base.tokenizer.close();
      }
    } finally {
      base.use.writeLock().unlock();
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
    base.use.readLock().lock();
    try {
      return engine.run(body);
    } finally {
      base.use.readLock().unlock();
    }
  }

  private Architecture<T> architecture(Variant variant) {
    Architecture<T> architecture = variants.get(variant);
    if (base.closed || architecture == null) {
      throw new IllegalStateException(
          base.closed ? "the model is closed" : "the model was opened without adapters");
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
