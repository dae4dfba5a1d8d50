package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.audit.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The trainer against PyTorch's own training loop: {@code src/test/python/training_reference.py}
 * made the losses. Every step has all rows, so that their order is of no consequence.
 */
class LossCurveTest {
  private static final Optimization REFERENCE = new Optimization(3e-3, 0.1, 0.1, 0.1, 0.9, 0.98, 1);

  @TempDir private Path folder;

  @Test
  void run_allRowsInEveryStep_losesAsPyTorchDoes() throws IOException {
    JsonNode reference = reference();

    List<TrainStep> steps = run(reference, REFERENCE);

    assertThat(steps).hasSize(reference.get("losses").size());
    double first = reference.get("losses").get(0).asDouble();
    double last = reference.get("losses").get(steps.size() - 1).asDouble();
    assertThat(last).isLessThan(first / 100);
    for (int i = 0; i < steps.size(); i++) {
      double expected = reference.get("losses").get(i).asDouble();
      // Rounding differs in the last bits, and training multiplies differences.
      assertThat(steps.get(i).loss())
          .as("step " + (i + 1))
          .isCloseTo(expected, within(1e-6 + 2e-4 * expected));
    }
  }

  @Test
  void run_anotherDecay_leavesTheCurve() throws IOException {
    JsonNode reference = reference();

    List<TrainStep> steps = run(reference, new Optimization(3e-3, 0.1, 0.1, 1, 0.9, 0.98, 1));

    double largest = 0;
    for (int i = 0; i < steps.size(); i++) {
      double expected = reference.get("losses").get(i).asDouble();
      largest = Math.max(largest, Math.abs(steps.get(i).loss() - expected) / expected);
    }
    assertThat(largest).isGreaterThan(0.02);
  }

  private List<TrainStep> run(JsonNode reference, Optimization optimization) throws IOException {
    List<String> texts = new ArrayList<>();
    reference.get("texts").forEach(text -> texts.add(text.asText()));
    Path data = TinyRun.data(folder, texts.toArray(String[]::new));
    Start start = new Start.Full(Golden.Model.LLAMA.checkpoint());
    int steps = reference.get("losses").size();
    TrainOptions options =
        new TrainOptions(
            data, folder.resolve("out"), start, LossOn.ALL, steps, 2, 2, 64, optimization, 1, 2);
    List<TrainStep> seen = new ArrayList<>();
    TrainResult result = Train.run(options, seen::add);
    assertThat(result.tokens()).isEqualTo(reference.get("tokens").asLong() * steps);
    return seen;
  }

  private static JsonNode reference() throws IOException {
    try (InputStream in = LossCurveTest.class.getResourceAsStream("loss-curve.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }
}
