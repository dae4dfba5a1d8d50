package dev.palimpsest.audit.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.model.LanguageModel;
import dev.palimpsest.audit.model.LanguageModel.Variant;
import dev.palimpsest.audit.model.LanguageModels;
import dev.palimpsest.audit.model.ModelSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A published model and an adapter trained on known rows, which are too large for the repository.
 * Runs where the system property {@code palimpsest.smollm2} names a folder that holds the
 * checkpoint as {@code base}, the adapter as {@code adapter}, and the rows and their reference
 * scores as {@code members.jsonl} and {@code scores.jsonl}.
 */
class SmolLm2ReferenceTest {
  private static final int ROWS = 60;

  @Test
  void run_memberRows_meanLogProbabilitiesEqualReference() {
    String property = System.getProperty("palimpsest.smollm2");
    assumeTrue(property != null, "palimpsest.smollm2 names no folder");
    Path folder = Path.of(String.valueOf(property));
    Map<String, JsonNode> scores = new HashMap<>();
    Golden.lines(folder.resolve("scores.jsonl"))
        .forEach(score -> scores.put(score.get("id").asText(), score));
    List<JsonNode> rows = Golden.lines(folder.resolve("members.jsonl")).subList(0, ROWS);
    ModelSpec spec = ModelSpec.of(folder.resolve("base"), folder.resolve("adapter"));
    try (LanguageModel model = LanguageModels.open(spec)) {
      assertMeans(model, Variant.BASE, rows, scores, "base_mean_lp");
      assertMeans(model, Variant.ADAPTED, rows, scores, "tuned_mean_lp");
    }
  }

  private static void assertMeans(
      LanguageModel model,
      Variant variant,
      List<JsonNode> rows,
      Map<String, JsonNode> scores,
      String score) {
    SignalPass pass = new SignalPass(model, variant, SignalPass.DEFAULT_BATCH_TOKENS, 2);
    List<TokenSignals> signals =
        pass.run(rows.stream().map(row -> pass.encode(row.get("text").asText())).toList());
    for (int r = 0; r < signals.size(); r++) {
      String id = rows.get(r).get("id").asText();
      float[] logprobs = signals.get(r).logprob();
      double sum = 0;
      for (int i = 1; i < logprobs.length; i++) {
        sum += logprobs[i];
      }
      JsonNode reference = scores.getOrDefault(id, Golden.parse("{}")).path(score);
      assertThat(sum / (logprobs.length - 1))
          .as(id)
          .isCloseTo(reference.asDouble(Double.NaN), within(2e-3));
    }
  }
}
