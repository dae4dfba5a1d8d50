package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LibTorchGoldenTest extends EngineGoldenTest {

  @Override
  ModelSpec.Engine engine() {
    return ModelSpec.Engine.LIBTORCH;
  }

  @ParameterizedTest
  @EnumSource(Golden.Model.class)
  void score_bfloat16_isWithinTwiceTheReferencesOwnError(Golden.Model model) {
    ModelSpec spec =
        new ModelSpec(
            model.checkpoint(),
            List.of(),
            Composition.CAT,
            ModelSpec.Engine.LIBTORCH,
            ComputeType.BF16);
    double sum = 0;
    int count = 0;
    try (LanguageModel opened = LanguageModels.open(spec)) {
      for (JsonNode row : Golden.lines(model.file("expected.jsonl"))) {
        TokenStatistics statistics = score(opened, Variant.BASE, row);
        for (int i = 1; i < statistics.logprob().length; i++) {
          sum += Math.abs(statistics.logprob()[i] - row.get("logprob").get(i).asDouble());
          count++;
        }
      }
    }

    assertThat(sum / count).isPositive().isLessThanOrEqualTo(model.bfloat16Tolerance());
  }
}
