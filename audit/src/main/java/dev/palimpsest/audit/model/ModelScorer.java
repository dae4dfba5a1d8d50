package dev.palimpsest.audit.model;

import dev.palimpsest.audit.checkpoint.TextTokenizer;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import java.util.List;
import java.util.Set;

/** One variant of a model in this process, which measures everything. */
record ModelScorer(LanguageModel model, Variant variant) implements TokenScorer {

  @Override
  public TextTokenizer tokenizer() {
    return model.tokenizer();
  }

  @Override
  public int vocabularySize() {
    return model.config().vocabularySize();
  }

  @Override
  public int maxPositions() {
    return model.config().maxPositions();
  }

  @Override
  public Set<Statistic> measured() {
    return Statistic.all();
  }

  @Override
  public List<TokenStatistics> score(List<int[]> rows) {
    return model.score(rows, variant);
  }
}
