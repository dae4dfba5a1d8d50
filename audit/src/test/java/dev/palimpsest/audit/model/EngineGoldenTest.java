package dev.palimpsest.audit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every architecture against what the reference computes, on any engine. */
abstract class EngineGoldenTest {
  private static final double TOLERANCE = 1e-4;

  /** The engine that is held to the reference. */
  abstract ModelSpec.Engine engine();

  private LanguageModel open(ModelSpec spec) {
    return LanguageModels.open(spec.by(engine()));
  }

  @ParameterizedTest
  @EnumSource(Golden.Model.class)
  void score_base_equalsReference(Golden.Model model) {
    try (LanguageModel opened = open(ModelSpec.of(model.checkpoint()))) {
      assertEqualsReference(opened, Variant.BASE, model.file("expected.jsonl"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GPT2, conv1d-r4",
    "GPT_NEOX, fused-qkv-r4",
    "LLAMA, qv-r4",
    "LLAMA, attention-r4",
    "LLAMA, all-linear-r8",
    "LLAMA, rslora-r6",
    "LLAMA, patterns",
    "LLAMA, lm-head-saved",
    "QWEN2, regex-r4",
    "PHI3, fused-r4",
    "GEMMA2, all-linear-r4",
  })
  void score_adapted_equalsReferenceAndLeavesTheBase(Golden.Model model, String adapter) {
    ModelSpec spec = ModelSpec.of(model.checkpoint(), model.adapter(adapter));
    try (LanguageModel opened = open(spec)) {
      assertEqualsReference(
          opened, Variant.ADAPTED, model.file("adapters/" + adapter + ".expected.jsonl"));
      assertEqualsReference(opened, Variant.BASE, model.file("expected.jsonl"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LINEAR, qv-r4, 0.7, attention-r4, 0.3, linear-0.7-0.3",
    "LINEAR, qv-r4, 1, attention-r4, 1, linear-1-1",
    "CAT, qv-r4, 0.7, all-linear-r8, 0.3, cat-0.7-0.3",
    "CAT, qv-r4, 1, all-linear-r8, 1, cat-1-1",
  })
  void score_composedAdapters_equalsReference(
      Composition composition,
      String first,
      double firstWeight,
      String second,
      double secondWeight,
      String expected) {
    Golden.Model model = Golden.Model.LLAMA;
    ModelSpec spec =
        new ModelSpec(
            model.checkpoint(),
            List.of(
                new AdapterUse(model.adapter(first), firstWeight),
                new AdapterUse(model.adapter(second), secondWeight)),
            composition,
            engine(),
            ComputeType.FP32);
    try (LanguageModel opened = open(spec)) {
      assertEqualsReference(
          opened, Variant.ADAPTED, model.file("compositions/" + expected + ".expected.jsonl"));
    }
  }

  @ParameterizedTest
  @EnumSource(Golden.Model.class)
  void generate_greedy_equalsReference(Golden.Model model) {
    try (LanguageModel opened = open(ModelSpec.of(model.checkpoint()))) {
      for (JsonNode line : Golden.lines(model.file("generate.jsonl"))) {
        int[] generated =
            opened.generate(
                Golden.ints(line.get("prompt_tokens")),
                line.get("max_new_tokens").asInt(),
                Sampling.greedy(),
                Variant.BASE);

        assertThat(generated)
            .as(line.get("id").asText())
            .isEqualTo(Golden.ints(line.get("tokens")));
      }
    }
  }

  @Test
  void assertEqualsReference_otherModel_fails() {
    // The comparison itself must be able to fail: the adapter moves every value by about 1.
    Golden.Model model = Golden.Model.LLAMA;
    JsonNode row = Golden.lines(model.file("expected.jsonl")).get(0);
    ModelSpec spec = ModelSpec.of(model.checkpoint(), model.adapter("qv-r4"));
    try (LanguageModel opened = open(spec)) {
      float adapted = score(opened, Variant.ADAPTED, row).logprob()[5];

      assertThat(Math.abs(adapted - row.get("logprob").get(5).asDouble()))
          .isGreaterThan(100 * TOLERANCE);
    }
  }

  private static void assertEqualsReference(LanguageModel model, Variant variant, Path expected) {
    for (JsonNode row : Golden.lines(expected)) {
      String id = row.get("id").asText();
      TokenStatistics statistics = score(model, variant, row);
      assertThat(statistics.logprob()[0]).as(id).isNaN();
      assertThat(statistics.rank()[0]).as(id).isEqualTo(-1);
      for (int i = 1; i < statistics.logprob().length; i++) {
        String place = id + " position " + i;
        assertClose(place, statistics.logprob()[i], row.get("logprob").get(i));
        assertClose(place, statistics.mean()[i], row.get("mean").get(i));
        assertClose(place, statistics.sd()[i], row.get("sd").get(i));
        assertClose(place, statistics.lseTop40()[i], row.get("lse_top40").get(i));
        JsonNode ranks = row.get("rank_range").get(i);
        assertThat(statistics.rank()[i])
            .as(place)
            .isBetween(ranks.get(0).asInt(), ranks.get(1).asInt());
        if (row.get("top2_gap").get(i).asDouble() > 2 * TOLERANCE) {
          assertThat(statistics.argmax()[i]).as(place).isEqualTo(row.get("argmax").get(i).asInt());
        }
      }
    }
  }

  private static void assertClose(String place, float actual, JsonNode expected) {
    assertThat((double) actual).as(place).isCloseTo(expected.asDouble(), within(TOLERANCE));
  }

  static TokenStatistics score(LanguageModel model, Variant variant, JsonNode row) {
    return model.score(List.of(Golden.ints(row.get("tokens"))), variant).get(0);
  }
}
