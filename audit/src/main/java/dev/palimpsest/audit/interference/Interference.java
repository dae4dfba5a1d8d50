package dev.palimpsest.audit.interference;

import dev.palimpsest.audit.interference.SliceLosses.Alone;
import dev.palimpsest.audit.model.AdapterUse;
import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import dev.palimpsest.audit.model.LanguageModels;
import dev.palimpsest.audit.model.ModelSpec;
import dev.palimpsest.audit.signal.SignalPass;
import dev.palimpsest.audit.signal.TokenRow;
import dev.palimpsest.audit.signal.TokenSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Measures a composition of adapters against its parts. The base is loaded once, and every adapter
 * put on it in turn.
 */
public final class Interference {
  private final ModelSpec spec;
  private final int batchTokens;
  private final int threads;

  /**
   * @param spec the base, at least two adapters with weights, and how they are joined
   * @param batchTokens see {@link SignalPass}
   * @param threads batches at the same time
   */
  public Interference(ModelSpec spec, int batchTokens, int threads) {
    if (spec.adapters().size() < 2) {
      throw new IllegalArgumentException(
          "interference is between at least two adapters. Provided: " + spec.adapters().size());
    }
    this.spec = spec;
    this.batchTokens = batchTokens;
    this.threads = threads;
  }

  /**
   * Losses of all texts, then of each slice in the order of their names.
   *
   * @throws IllegalArgumentException if a slice has no predicted token, or a model gives no number
   *     for one
   * @throws dev.palimpsest.audit.checkpoint.CheckpointException if a model cannot be used
   */
  public List<SliceLosses> measure(List<HeldOutText> texts) {
    List<List<RowLoss>> alone = new ArrayList<>();
    List<RowLoss> base;
    List<RowLoss> composition;
    try (LanguageModel model = LanguageModels.open(spec)) {
      base = losses(model, Variant.BASE, texts);
      composition = losses(model, Variant.ADAPTED, texts);
      for (AdapterUse adapter : spec.adapters()) {
        LanguageModel one = model.with(List.of(adapter), spec.composition());
        alone.add(losses(one, Variant.ADAPTED, texts));
      }
    }
    List<SliceLosses> slices = new ArrayList<>();
    slices.add(slice(SliceLosses.ALL, range(texts), base, alone, composition));
    SortedSet<String> names = new TreeSet<>();
    texts.forEach(text -> text.slice().ifPresent(names::add));
    for (String name : names) {
      int[] rows = range(texts, name);
      slices.add(slice(name, rows, base, alone, composition));
    }
    return slices;
  }

  /** Of one row: −Σ ln p and the number of its terms. */
  private record RowLoss(double sum, int tokens) {}

  private List<RowLoss> losses(LanguageModel model, Variant variant, List<HeldOutText> texts) {
    SignalPass pass = new SignalPass(model, variant, batchTokens, threads);
    List<TokenRow> rows = texts.stream().map(text -> pass.encode(text.text())).toList();
    List<TokenSignals> signals = pass.run(rows);
    return IntStream.range(0, texts.size())
        .mapToObj(i -> loss(texts.get(i), signals.get(i)))
        .toList();
  }

  private static RowLoss loss(HeldOutText text, TokenSignals signals) {
    double sum = 0;
    for (int i = 1; i < signals.size(); i++) {
      if (Float.isNaN(signals.logprob()[i])) {
        throw new IllegalArgumentException(
            "text %s: a model gives no number for token %d; leave the text out"
                .formatted(text.id(), i));
      }
      sum -= signals.logprob()[i];
    }
    return new RowLoss(sum, Math.max(0, signals.size() - 1));
  }

  private SliceLosses slice(
      String name,
      int[] rows,
      List<RowLoss> base,
      List<List<RowLoss>> alone,
      List<RowLoss> composition) {
    long tokens = IntStream.of(rows).mapToLong(row -> base.get(row).tokens()).sum();
    if (tokens == 0) {
      throw new IllegalArgumentException(
          "slice %s has no predicted token; give texts of two tokens or more".formatted(name));
    }
    List<Alone> adapters = new ArrayList<>();
    for (int i = 0; i < alone.size(); i++) {
      AdapterUse use = spec.adapters().get(i);
      adapters.add(
          new Alone(use.folder().toString(), use.weight(), mean(alone.get(i), rows, tokens)));
    }
    return new SliceLosses(
        name,
        rows.length,
        tokens,
        mean(base, rows, tokens),
        adapters,
        mean(composition, rows, tokens));
  }

  private static double mean(List<RowLoss> losses, int[] rows, long tokens) {
    return IntStream.of(rows).mapToDouble(row -> losses.get(row).sum()).sum() / tokens;
  }

  private static int[] range(List<HeldOutText> texts) {
    return IntStream.range(0, texts.size()).toArray();
  }

  private static int[] range(List<HeldOutText> texts, String slice) {
    return IntStream.range(0, texts.size())
        .filter(row -> texts.get(row).slice().filter(slice::equals).isPresent())
        .toArray();
  }
}
