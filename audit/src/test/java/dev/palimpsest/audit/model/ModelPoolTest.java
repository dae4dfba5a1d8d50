package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelPoolTest {
  private static final ModelSpec LLAMA = ModelSpec.of(Golden.Model.LLAMA.checkpoint());
  private static final ModelSpec GPT2 = ModelSpec.of(Golden.Model.GPT2.checkpoint());

  @Test
  void model_equalSpecifications_areLoadedOnce() {
    try (ModelPool pool = new ModelPool()) {
      LanguageModel first = pool.model(LLAMA);

      assertThat(pool.model(ModelSpec.of(Golden.Model.LLAMA.checkpoint()))).isSameAs(first);
      assertThat(pool.model(GPT2)).isNotSameAs(first);
    }
  }

  @Test
  void close_oneModel_leavesTheOthersAndLoadsItAnew() {
    try (ModelPool pool = new ModelPool()) {
      LanguageModel llama = pool.model(LLAMA);
      LanguageModel gpt2 = pool.model(GPT2);

      pool.close(LLAMA);
      pool.close(LLAMA);

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> llama.score(List.of(new int[] {1, 2}), Variant.BASE));
      assertThat(gpt2.score(List.of(new int[] {1, 2}), Variant.BASE)).hasSize(1);
      assertThat(pool.model(LLAMA)).isNotSameAs(llama);
    }
  }

  @Test
  void ofThisJvm_isOnePool() {
    assertThat(ModelPool.ofThisJvm()).isSameAs(ModelPool.ofThisJvm());
  }
}
