package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.audit.checkpoint.ModelConfig;
import dev.palimpsest.audit.checkpoint.TextTokenizer;
import dev.palimpsest.audit.model.LibTorchStatistics.Target;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final long LOGITS = 1 << 24;

  private final ModelConfig config;
  private final TextTokenizer tokenizer;
  private final LibTorchWeights weights;
  private final LibTorchOps ops;
  private final Map<Variant, Architecture<Tensor>> variants;
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

  @SuppressWarnings("MustBeClosedChecker")
  static LibTorchModel open(ModelSpec spec) {
    Checkpoint checkpoint = Checkpoint.open(spec.checkpoint());
    LibTorchOps ops = new LibTorchOps(spec.type());
    ScalarType type = LibTorch.scalarType(spec.type());
    TextTokenizer tokenizer = checkpoint.openTokenizer();
    LibTorchWeights weights = new LibTorchWeights();
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
  public synchronized List<TokenStatistics> score(List<int[]> rows, Variant variant) {
    Architecture<Tensor> architecture = architecture(variant);
    rows.forEach(this::checkRow);
    List<TokenStatistics> results =
        rows.stream().map(row -> TokenStatistics.unpredicted(row.length)).toList();
    Positions positions = Positions.of(rows, results);
    if (positions.gold().length == 0) {
      return results;
    }
    try (InferenceMode inference = new InferenceMode(true);
        PointerScope scope = new PointerScope()) {
      Tensor hidden =
          architecture.hidden(Input.of(ids(rows, positions.width()), positions.width()));
      Tensor wanted = torch.tensor(positions.flat()).to(ScalarType.Long);
      Tensor predicted = hidden.view(-1, hidden.size(-1)).index_select(0, wanted); // [N, H]
      reduce(architecture, predicted, positions);
    }
    return results;
  }

  @Override
  public synchronized int[] generate(int[] prompt, int count, Sampling sampling, Variant variant) {
    Architecture<Tensor> architecture = architecture(variant);
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
    try (InferenceMode inference = new InferenceMode(true)) {
      return new LibTorchGenerator(architecture, ops).generate(prompt, count, sampling);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      weights.close();
      tokenizer.close();
    }
  }

  private void reduce(Architecture<Tensor> architecture, Tensor predicted, Positions positions) {
    int count = positions.gold().length;
    int step = (int) Math.max(1, LOGITS / config.vocabularySize());
    for (int from = 0; from < count; from += step) {
      int length = Math.min(step, count - from);
      try (PointerScope scope = new PointerScope()) {
        Tensor logits = architecture.logits(predicted.narrow(0, from, length)); // [step, V]
        LibTorchStatistics.compute(
            logits, positions.gold(from, length), positions.targets(from, length));
      }
    }
  }

  private Tensor ids(List<int[]> rows, int width) {
    int[] padded = new int[rows.size() * width];
    for (int b = 0; b < rows.size(); b++) {
      // The last token of a row predicts nothing that is asked for, so it may be cut off.
      int[] row = rows.get(b);
      System.arraycopy(row, 0, padded, b * width, Math.min(row.length, width));
    }
    return ops.ids(padded, rows.size(), width);
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

  /**
   * The positions of a batch that predict a token.
   *
   * @param width S, positions that are computed per row
   * @param flat b · S + s of each, N long
   * @param gold the token that follows, N long
   * @param targets where its statistics go, N long
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Positions(int width, int[] flat, int[] gold, Target[] targets) {

    static Positions of(List<int[]> rows, List<TokenStatistics> results) {
      int width = rows.stream().mapToInt(row -> row.length - 1).max().orElse(0);
      int count = rows.stream().mapToInt(row -> row.length - 1).sum();
      Positions positions = new Positions(width, new int[count], new int[count], new Target[count]);
      int at = 0;
      for (int b = 0; b < rows.size(); b++) {
        int[] row = rows.get(b);
        for (int s = 0; s < row.length - 1; s++) {
          positions.flat[at] = b * width + s;
          positions.gold[at] = row[s + 1];
          positions.targets[at++] = new Target(results.get(b), s + 1);
        }
      }
      return positions;
    }

    int[] gold(int from, int length) {
      return Arrays.copyOfRange(gold, from, from + length);
    }

    Target[] targets(int from, int length) {
      return Arrays.copyOfRange(targets, from, from + length);
    }
  }
}
