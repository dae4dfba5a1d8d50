package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.ModelConfig;
import dev.palimpsest.audit.checkpoint.TextTokenizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A model on libtorch. Owns its weights; whatever a call makes is freed when it returns.
 *
 * <p>Shape letters: B rows, S longest row, H hidden size, N predicted positions, V vocabulary.
 */
final class LibTorchModel implements LanguageModel {
  /** Logits that are held at once, 64 MiB of floats. */
  static final long LOGITS = 1 << 24;

  private final ModelConfig config;
  private final TextTokenizer tokenizer;
  private final LibTorchWeights weights;
  private final LibTorchOps ops;
  private final Map<Variant, Architecture<Tensor>> variants;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private LibTorchModel(
      ModelConfig config,
      TextTokenizer tokenizer,
      LibTorchWeights weights,
      LibTorchOps ops,
      Map<Variant, Architecture<Tensor>> variants) {
    this.config = config;
    this.tokenizer = tokenizer;
    this.weights = weights;
    this.ops = ops;
    this.variants = variants;
  }

  static LibTorchModel open(ModelSpec spec) {
    Checkpoint checkpoint = Checkpoint.open(spec.checkpoint());
    LibTorchOps ops = new LibTorchOps(spec.type(), spec.device());
    ScalarType type = LibTorch.scalarType(spec.type());
    TextTokenizer tokenizer = checkpoint.openTokenizer();
    LibTorchWeights weights = new LibTorchWeights(ops.device());
    try (InferenceMode inference = new InferenceMode(true)) {
      Map<String, Tensor> tensors = new HashMap<>();
      checkpoint
          .parameters()
          .forEach((name, entry) -> tensors.put(name, weights.read(entry, type)));
      NamedWeights<Tensor> base = new NamedWeights<>(tensors, Map.of());
      Map<Variant, Architecture<Tensor>> variants = new EnumMap<>(Variant.class);
      variants.put(Variant.BASE, Architectures.create(checkpoint.config(), ops, base));
      if (!spec.adapters().isEmpty()) {
        NamedWeights<Tensor> adapted =
            new LibTorchAdapters(weights, type).apply(spec, checkpoint, base);
        variants.put(Variant.ADAPTED, Architectures.create(checkpoint.config(), ops, adapted));
      }
      return new LibTorchModel(checkpoint.config(), tokenizer, weights, ops, variants);
    } catch (RuntimeException e) {
      weights.close();
      tokenizer.close();
      throw e;
    }
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
          Architecture<Tensor> architecture = architecture(variant);
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
            new LibTorchGenerator(architecture(variant), ops)
                .generate(prompt, count, ends, sampling));
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        weights.close();
        tokenizer.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  private void score(Architecture<Tensor> architecture, List<int[]> rows, Positions positions) {
    Tensor ids = ops.ids(positions.padded(rows), rows.size(), positions.width()); // [B, S]
    Tensor hidden = architecture.hidden(Input.of(ids, positions.width())); // [B, S, H]
    Tensor wanted = ops.ids(positions.flat(), positions.count());
    Tensor predicted = hidden.view(-1, hidden.size(-1)).index_select(0, wanted); // [N, H]
    int step = (int) Math.max(1, LOGITS / config.vocabularySize());
    for (int from = 0; from < positions.count(); from += step) {
      int length = Math.min(step, positions.count() - from);
      try (PointerScope scope = new PointerScope()) {
        Tensor logits = architecture.logits(predicted.narrow(0, from, length)); // [step, V]
        LibTorchStatistics.compute(
            logits, positions.gold(from, length), positions.targets(from, length));
      }
    }
  }

  /** Runs {@code body} without autograd, on this thread alone, while nobody closes the model. */
  private <R> R whileOpen(Supplier<R> body) {
    int threads = torch.get_num_threads();
    use.readLock().lock();
    try (InferenceMode inference = new InferenceMode(true);
        PointerScope scope = new PointerScope()) {
      torch.set_num_threads(1);
      return body.get();
    } finally {
      torch.set_num_threads(threads);
      use.readLock().unlock();
    }
  }

  private Architecture<Tensor> architecture(Variant variant) {
    Architecture<Tensor> architecture = variants.get(variant);
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
