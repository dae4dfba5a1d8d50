package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.text.Conversation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * All cases of a folder with {@code conversations.jsonl.gz} and {@code truth.jsonl.gz}, named by
 * {@code -Dpalimpsest.dedup.cases=FOLDER}.
 */
@EnabledIfSystemProperty(named = "palimpsest.dedup.cases", matches = ".+")
class FullCasesTest {

  @Test
  void decide_allCases_agreesWithTheTruth() {
    Path folder = Path.of(System.getProperty("palimpsest.dedup.cases"));
    Map<String, Conversation> rows =
        Cases.conversations(Cases.file(folder.resolve("conversations.jsonl.gz")));
    Map<String, PlainDedup.Decision> decisions = new PlainDedup(rows, 0.8).decide();
    List<JsonNode> truths = Cases.file(folder.resolve("truth.jsonl.gz"));
    Map<String, String> standsFor = new HashMap<>();
    Map<String, JsonNode> near = new HashMap<>();
    for (JsonNode truth : truths) {
      String id = truth.get("id").asText();
      standsFor.put(id, truth.get("exact_class").asText(id));
      near.put(id, truth.get("near"));
    }
    List<String> wrong = new ArrayList<>();
    for (JsonNode truth : truths) {
      String id = truth.get("id").asText();
      PlainDedup.Decision decision = Objects.requireNonNull(decisions.get(id));
      switch (truth.get("expect").asText()) {
        case "keep":
        case "borderline":
          if (decision.stage() != null) {
            wrong.add(id + " was dropped");
          }
          break;
        case "drop":
          if (decision.stage() == null) {
            wrong.add(id + " was kept");
          }
          break;
        default:
          break;
      }
      if (decision.comparison() != null) {
        boolean known = false;
        for (JsonNode other : Objects.requireNonNull(near.get(standsFor.get(id)))) {
          known |=
              other.get("id").asText().equals(standsFor.get(decision.keeper()))
                  && Math.abs(other.get("jaccard").asDouble() - decision.comparison().jaccard())
                      < 1e-5;
        }
        if (!known) {
          wrong.add(id + " has a keeper or score that the truth does not know");
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
