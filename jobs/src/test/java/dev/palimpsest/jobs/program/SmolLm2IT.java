package dev.palimpsest.jobs.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command {@code audit} on a published model and an adapter trained on known rows. They are too
 * large for the repository: runs where the system property {@code palimpsest.smollm2} names a
 * folder with the checkpoint as {@code base}, the adapter as {@code adapter}, the texts as {@code
 * members.jsonl}, {@code nonmembers.jsonl} and {@code canaries.jsonl}, and what other code computed
 * as {@code reference.json} and {@code scores.jsonl}.
 */
class SmolLm2IT {

  @TempDir Path folder;

  @Test
  void audit_knownMembers_areToldApartAsTheReferenceDoes() throws IOException {
    String property = System.getProperty("palimpsest.smollm2");
    assumeTrue(property != null, "palimpsest.smollm2 names no folder");
    Path given = Path.of(String.valueOf(property));

    // Canaries leak: the verdict is FAIL.
    new Program(folder)
        .run(
            20,
            Program.palimpsest(
                List.of(),
                "audit",
                "--checkpoint=" + given.resolve("base"),
                "--adapter=" + given.resolve("adapter"),
                "--members=" + given.resolve("members.jsonl"),
                "--controls=" + given.resolve("nonmembers.jsonl"),
                "--canaries=" + given.resolve("canaries.jsonl"),
                "--out=" + folder.resolve("out")));

    ObjectMapper json = new ObjectMapper();
    JsonNode metrics = json.readTree(folder.resolve("out/metrics.json").toFile());
    JsonNode reference =
        json.readTree(given.resolve("reference.json").toFile()).get("members_vs_nonmembers");
    for (String probe : List.of("loss", "ref", "min_k_pp")) {
      assertThat(area(metrics, probe))
          .as(probe)
          .isCloseTo(reference.get(probe).get("auc").doubleValue(), within(0.003));
    }
  }

  private static double area(JsonNode metrics, String probe) {
    for (JsonNode metric : metrics) {
      if (metric.get("probe").textValue().equals(probe)
          && metric.get("slice").textValue().equals("all")
          && metric.get("metric").textValue().equals("auc")) {
        return metric.get("point").doubleValue();
      }
    }
    throw new AssertionError("metrics.json has no AUC of " + probe);
  }
}
