package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.checkpoint.CheckpointException;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What any engine's models do. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EngineModelTest {
  private static final long SEED = 20_260_101;
  LanguageModel llama;

  /** The engine that is tested. */
  abstract ModelSpec.Engine engine();

  LanguageModel open(ModelSpec spec) {
    return LanguageModels.open(spec.by(engine()));
  }

  @BeforeAll
  void openLlama() {
    llama =
        open(
            ModelSpec.of(
                Golden.Model.LLAMA.checkpoint(), Golden.Model.LLAMA.adapter("all-linear-r8")));
  }

  @AfterAll
  void closeLlama() {
    llama.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Golden.Model.class,
      names = {"LLAMA", "GPT2", "MISTRAL", "GEMMA2"})
  void score_oneRowOrSixtyFour_givesTheSameValues(Golden.Model model) {
    List<int[]> rows = randomRows(64, 500);
    try (LanguageModel opened = open(ModelSpec.of(model.checkpoint()))) {
      List<TokenStatistics> together = opened.score(rows, Variant.BASE);
      for (int r = 0; r < rows.size(); r++) {
        TokenStatistics alone = opened.score(List.of(rows.get(r)), Variant.BASE).get(0);
        TokenStatistics beside = together.get(r);
        for (int i = 1; i < rows.get(r).length; i++) {
          String place = "seed " + SEED + " row " + r + " position " + i;
          assertThat(beside.logprob()[i]).as(place).isCloseTo(alone.logprob()[i], within(1e-4f));
          assertThat(beside.mean()[i]).as(place).isCloseTo(alone.mean()[i], within(1e-4f));
          assertThat(beside.sd()[i]).as(place).isCloseTo(alone.sd()[i], within(1e-4f));
          assertThat(beside.lseTop40()[i]).as(place).isCloseTo(alone.lseTop40()[i], within(1e-4f));
        }
      }
    }
  }

  @Test
  void with_otherAdapter_answersAsAModelOpenedWithIt() {
    List<int[]> rows = randomRows(4, 200);
    Path other = Golden.Model.LLAMA.adapter("rslora-r6");
    List<TokenStatistics> own = llama.score(rows, Variant.ADAPTED);

    LanguageModel with = llama.with(List.of(new AdapterUse(other, 1)), Composition.CAT);
    List<TokenStatistics> shared = with.score(rows, Variant.ADAPTED);
    List<TokenStatistics> base = with.score(rows, Variant.BASE);
    with.close();

    try (LanguageModel opened = open(ModelSpec.of(Golden.Model.LLAMA.checkpoint(), other))) {
      List<TokenStatistics> expected = opened.score(rows, Variant.ADAPTED);
      for (int r = 0; r < rows.size(); r++) {
        assertThat(shared.get(r).logprob()).isEqualTo(expected.get(r).logprob());
        assertThat(shared.get(r).logprob()).isNotEqualTo(own.get(r).logprob());
        assertThat(base.get(r).logprob())
            .isEqualTo(llama.score(rows, Variant.BASE).get(r).logprob());
      }
    }
    assertThat(llama.score(rows, Variant.ADAPTED).get(0).logprob()).isEqualTo(own.get(0).logprob());
  }

  @Test
  void with_modelThatIsClosed_isRefused() {
    Path adapter = Golden.Model.LLAMA.adapter("all-linear-r8");
    LanguageModel model = open(ModelSpec.of(Golden.Model.LLAMA.checkpoint(), adapter));
    LanguageModel with = model.with(List.of(new AdapterUse(adapter, 1)), Composition.CAT);
    model.close();

    assertThatThrownBy(() -> with.score(randomRows(1, 20), Variant.ADAPTED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model is closed");
    assertThatThrownBy(() -> model.with(List.of(new AdapterUse(adapter, 1)), Composition.CAT))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void score_severalThreads_givesTheSameValues() throws ExecutionException, InterruptedException {
    List<int[]> rows = randomRows(8, 800);
    List<TokenStatistics> expected = llama.score(rows, Variant.ADAPTED);
    ExecutorService workers = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<TokenStatistics>>> results = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        results.add(workers.submit(() -> llama.score(rows, Variant.ADAPTED)));
      }
      for (Future<List<TokenStatistics>> result : results) {
        for (int r = 0; r < rows.size(); r++) {
          assertThat(result.get().get(r).logprob()).isEqualTo(expected.get(r).logprob());
        }
      }
    } finally {
      workers.shutdownNow();
    }
  }

  @Test
  void score_rowsOfOneToken_predictNothing() {
    TokenStatistics statistics = llama.score(List.of(new int[] {5}), Variant.BASE).get(0);

    assertThat(statistics.logprob()).containsExactly(Float.NaN);
    assertThat(statistics.argmax()).containsExactly(-1);
  }

  @Test
  void score_rowThatCannotBe_isRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> llama.score(List.of(new int[0]), Variant.BASE))
        .withMessage("a row must have 1 to 512 tokens. Provided value: 0");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> llama.score(List.of(new int[513]), Variant.BASE))
        .withMessage("a row must have 1 to 512 tokens. Provided value: 513");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> llama.score(List.of(new int[] {800}), Variant.BASE))
        .withMessage("token ids must be in [0, 800). Provided value: 800");
  }

  @Test
  void generate_beyondTheContext_isRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> llama.generate(new int[500], 13, Sampling.greedy(), Variant.BASE))
        .withMessage("prompt and continuation must fit in 512 positions. Provided: 500 and 13");
  }

  @Test
  void generate_sampled_repeatsWithTheSeedAndDiffersFromGreedy() {
    Sampling sampling = new Sampling(1.5, 0, 1, 7);
    int[] first = llama.generate(new int[] {1, 300}, 30, sampling, Variant.BASE);

    assertThat(llama.generate(new int[] {1, 300}, 30, sampling, Variant.BASE)).isEqualTo(first);
    assertThat(llama.generate(new int[] {1, 300}, 30, Sampling.greedy(), Variant.BASE))
        .isNotEqualTo(first);
  }

  @Test
  void score_adaptedWithoutAdapters_isRefused() {
    try (LanguageModel base = open(ModelSpec.of(Golden.Model.GPT2.checkpoint()))) {
      assertThat(base.variants()).containsExactly(Variant.BASE);
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> base.score(List.of(new int[] {1, 2}), Variant.ADAPTED))
          .withMessage("the model was opened without adapters");
    }
  }

  @Test
  void score_closedModel_isRefused() {
    LanguageModel model = open(ModelSpec.of(Golden.Model.GPT2.checkpoint()));
    model.close();
    model.close();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> model.score(List.of(new int[] {1, 2}), Variant.BASE))
        .withMessage("the model is closed");
  }

  @Test
  void open_replacedModuleWithWeight_isRefused() {
    ModelSpec spec =
        new ModelSpec(
            Golden.Model.LLAMA.checkpoint(),
            List.of(new AdapterUse(Golden.Model.LLAMA.adapter("lm-head-saved"), 0.5)),
            Composition.CAT,
            engine(),
            ComputeType.FP32);

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> open(spec))
        .withMessageEndingWith(
            "an adapter with modules_to_save can be used only alone and with weight 1");
  }

  @Test
  void open_linearCompositionOfUnequalRanks_isRefused() {
    ModelSpec spec =
        new ModelSpec(
            Golden.Model.LLAMA.checkpoint(),
            List.of(
                new AdapterUse(Golden.Model.LLAMA.adapter("qv-r4"), 1),
                new AdapterUse(Golden.Model.LLAMA.adapter("all-linear-r8"), 1)),
            Composition.LINEAR,
            engine(),
            ComputeType.FP32);

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> open(spec))
        .withMessageStartingWith("linear composition needs adapters of equal rank");
  }

  /** Rows of 1 to 120 tokens. */
  static List<int[]> randomRows(int count, int vocabulary) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<int[]> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      rows.add(random.ints(1 + random.nextInt(120), 0, vocabulary).toArray());
    }
    return rows;
  }
}
