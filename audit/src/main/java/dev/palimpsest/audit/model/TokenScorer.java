package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.TextTokenizer;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import java.util.List;
import java.util.Set;

/**
 * What says of every token of a row how likely it was: a model in this process, or a server that is
 * asked. Safe for use by several threads.
 */
public interface TokenScorer {

  /** The tokenizer that rows are cut with. */
  TextTokenizer tokenizer();

  /** Token ids are below this. */
  int vocabularySize();

  /** Longest row in tokens. */
  int maxPositions();

  /** What is measured; the other columns of {@link #score} hold NaN and −1 throughout. */
  Set<Statistic> measured();

  /**
   * One teacher-forced pass.
   *
   * @param rows token ids, each row with 1 to {@link #maxPositions} tokens below {@link
   *     #vocabularySize}
   * @return one result per row, in the same order
   */
  List<TokenStatistics> score(List<int[]> rows);

  /** One variant of a model, which stays open. */
  static TokenScorer of(LanguageModel model, Variant variant) {
    return new ModelScorer(model, variant);
  }
}
