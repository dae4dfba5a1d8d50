package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.ModelConfig;
import dev.palimpsest.audit.checkpoint.TextTokenizer;
import java.util.List;
import java.util.Set;

/**
 * A causal language model that is ready to be asked. One load of the base serves it with and
 * without its adapters. A call computes on its own thread; several threads may call at once, and
 * that is how several cores are used.
 */
public interface LanguageModel extends AutoCloseable {

  /** Which of the models that share the base's weights is meant. */
  enum Variant {
    /** The base, adapters off. */
    BASE,
    /** The base with its adapters. */
    ADAPTED
  }

  ModelConfig config();

  /** The tokenizer, which closes with the model. */
  TextTokenizer tokenizer();

  /** {@link Variant#BASE}, and {@link Variant#ADAPTED} if the model was opened with adapters. */
  Set<Variant> variants();

  /**
   * One teacher-forced pass.
   *
   * @param rows token ids, each row with at least one token and at most {@link
   *     ModelConfig#maxPositions()}; rows of similar length waste the least
   * @return one result per row, independent of which rows stand beside it up to rounding (1e-4)
   * @throws IllegalArgumentException if a row is empty, too long, or holds an id that the embedding
   *     has no row for
   */
  List<TokenStatistics> score(List<int[]> rows, Variant variant);

  /**
   * Continues {@code prompt} by {@code count} tokens.
   *
   * @return the new tokens only
   * @throws IllegalArgumentException if the prompt is empty or prompt and continuation exceed
   *     {@link ModelConfig#maxPositions()}
   */
  default int[] generate(int[] prompt, int count, Sampling sampling, Variant variant) {
    return generate(prompt, count, Set.of(), sampling, variant);
  }

  /**
   * Continues {@code prompt} by at most {@code count} tokens: the first of {@code ends} is the last
   * one.
   *
   * @return the new tokens only
   * @throws IllegalArgumentException as above
   */
  int[] generate(int[] prompt, int count, Set<Integer> ends, Sampling sampling, Variant variant);

  /**
   * The same base with other adapters on it: nothing of the base is loaded again. It answers as
   * long as this model is open, and its adapters stay in memory so long; closing it does nothing.
   *
   * @param adapters at least one
   * @throws dev.palimpsest.audit.checkpoint.CheckpointException if an adapter cannot be used
   */
  LanguageModel with(List<AdapterUse> adapters, Composition composition);

  /** Frees the native memory; the model cannot be used afterwards. */
  @Override
  void close();
}
