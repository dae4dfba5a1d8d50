package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.palimpsest.audit.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;

class Dl4jModelTest extends EngineModelTest {

  @Override
  ModelSpec.Engine engine() {
    return ModelSpec.Engine.DL4J;
  }

  @Test
  void open_halfPrecision_isRefused() {
    ModelSpec spec =
        new ModelSpec(
            Golden.Model.LLAMA.checkpoint(),
            List.of(),
            Composition.CAT,
            engine(),
            ComputeType.BF16);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LanguageModels.open(spec))
        .withMessage(
            "the engine dl4j computes in fp32 alone. Leave out the type, or use the engine libtorch. Provided value: BF16");
  }

  @Test
  void open_graphicsCardInABuildForProcessors_isRefused() {
    ModelSpec spec = ModelSpec.of(Golden.Model.LLAMA.checkpoint()).on(Device.cuda(0));

    assertThatExceptionOfType(DeviceException.class)
        .isThrownBy(() -> open(spec))
        .withMessage(
            "cuda:0 was asked for, but this build of the engine dl4j computes on the processor alone. Build with mvn -Pdl4j-cuda package (cards of compute capability 3.7 to 8.6), or use the engine libtorch.");
  }

  @Test
  void requireCapability_cardThatIsTooNew_isRefused() {
    Device card = Device.cuda(1);
    Nd4jBackend.requireCapability(card, 37);
    Nd4jBackend.requireCapability(card, 86);

    assertThatExceptionOfType(DeviceException.class)
        .isThrownBy(() -> Nd4jBackend.requireCapability(card, 90))
        .withMessage(
            "cuda:1 has compute capability 9.0, and the engine dl4j has code for 3.7 to 8.6 alone. Use the engine libtorch.");
    assertThatExceptionOfType(DeviceException.class)
        .isThrownBy(() -> Nd4jBackend.requireCapability(card, 35));
  }
}
