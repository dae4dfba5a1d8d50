package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.checkpoint.CheckpointException;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import java.time.Duration;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class LibTorchModelTest extends EngineModelTest {

  @Override
  ModelSpec.Engine engine() {
    return ModelSpec.Engine.LIBTORCH;
  }

  @Test
  void score_manyBatches_leavesNoNativeMemoryBehind() {
    List<int[]> rows = randomRows(16, 800);
    llama.score(rows, Variant.ADAPTED);
    llama.generate(new int[] {1, 2, 3}, 5, Sampling.greedy(), Variant.ADAPTED);
    long pointers = settledPointers();

    for (int i = 0; i < 20; i++) {
      llama.score(rows, Variant.ADAPTED);
      llama.generate(new int[] {1, 2, 3}, 5, Sampling.greedy(), Variant.ADAPTED);
    }

    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
  }

  @Test
  void close_openedModel_freesItsWeights() {
    long pointers = settledPointers();

    open(ModelSpec.of(Golden.Model.LLAMA.checkpoint(), Golden.Model.LLAMA.adapter("lm-head-saved")))
        .close();

    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
  }

  @Test
  void open_brokenModel_leavesNoNativeMemoryBehind() {
    long pointers = settledPointers();

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> open(ModelSpec.of(Golden.path("bad/nan-weight"))));
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
  }

  /** What other tests left to the collector goes first; else it would go in between. */
  private static long settledPointers() {
    long before;
    do {
      before = Pointer.totalCount();
      System.gc();
      await(Duration.ofMillis(200));
    } while (Pointer.totalCount() < before);
    return before;
  }

  private static void await(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
