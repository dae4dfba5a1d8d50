package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.audit.Golden;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ModelMemoryTest {

  // 204,224 parameters; H 64, F 112, 4 query and 2 key heads of 16, V 800, context 512. The
  // adapter of rank 8 on all linear layers has 23,424.
  private static final ModelSpec LLAMA =
      ModelSpec.of(Golden.Model.LLAMA.checkpoint(), Golden.Model.LLAMA.adapter("all-linear-r8"));

  @Test
  void of_llamaWithAdapter_sumByHand() {
    // A layer's matrices: q 128, k 96, v 96, o 128, gate, up and down 176 each: 976.
    long batch = 4 * 1000 * 976 + 4 * 1000 * 512 + 8 * 1000 * 800;

    assertThat(ModelMemory.of(LLAMA, 1000, 2))
        .isEqualTo(new ModelMemory(4 * 204_224, 4 * 23_424, 2 * batch, 0));
  }

  @Test
  void of_bfloat16OnACard_halvesWeightsAndAddsCuda() {
    ModelSpec spec =
        new ModelSpec(
            Golden.Model.LLAMA.checkpoint(),
            List.of(),
            Composition.CAT,
            ModelSpec.Engine.LIBTORCH,
            ComputeType.BF16,
            Device.cuda(0));

    ModelMemory memory = ModelMemory.of(spec, 1, 1);

    assertThat(memory).isEqualTo(new ModelMemory(2 * 204_224, 0, 2 * 976 + 2 + 6 * 800, 1L << 30));
    assertThat(memory.total()).isEqualTo(1_073_741_824L + 408_448 + 6_754);
  }

  @Test
  void of_softCappedAttention_countsItsScores() {
    // 816 a layer, 4 heads, V 820.
    ModelSpec spec = ModelSpec.of(Golden.Model.GEMMA2.checkpoint());

    assertThat(ModelMemory.of(spec, 100, 1).batches())
        .isEqualTo(4 * 100 * 816 + 4 * 100 * 100 * (1 + 3 * 4) + 8 * 100 * 820);
  }

  @Test
  void requireFits_oneByteTooFew_isRefusedWithTheSum() {
    ModelMemory memory = new ModelMemory(3 << 20, 1 << 20, 5 << 20, 0);

    assertThatThrownBy(() -> memory.requireFits(Device.cuda(1), OptionalLong.of((9 << 20) - 1)))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "The model needs 9 MiB on cuda:1 (weights 3 MiB, adapters 1 MiB, batches 5 MiB, device software 0 MiB) and 8 MiB are free. Use --dtype bf16, fewer signals.batch-tokens, or a device with more memory.");
  }

  @Test
  void requireFits_enoughOrUnknown_isAccepted() {
    ModelMemory memory = new ModelMemory(3 << 20, 1 << 20, 5 << 20, 0);

    assertThatCode(() -> memory.requireFits(Device.CPU, OptionalLong.of(9 << 20)))
        .doesNotThrowAnyException();
    assertThatCode(() -> memory.requireFits(Device.CPU, OptionalLong.empty()))
        .doesNotThrowAnyException();
  }

  @Test
  void pool_modelThatDoesNotFit_isNotLoaded() {
    try (ModelPool pool = new ModelPool()) {
      assertThatThrownBy(() -> pool.model(LLAMA, 1000, 1, device -> OptionalLong.of(1000)))
          .isInstanceOf(DeviceException.class)
          .hasMessageContaining("0 MiB are free");
      // What is loaded already is not refused.
      LanguageModel loaded = pool.model(LLAMA, 1000, 1, device -> OptionalLong.empty());
      assertThat(pool.model(LLAMA, 1000, 1, device -> OptionalLong.of(1000))).isSameAs(loaded);
    }
  }
}
