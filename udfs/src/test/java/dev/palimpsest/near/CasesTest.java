package dev.palimpsest.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.text.Conversation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * 222 conversations of many kinds, and what a reference implementation of the rule says of them.
 */
class CasesTest {

  private static final Map<String, Conversation> ROWS =
      Cases.conversations(Cases.resource("conversations.jsonl"));
  private static final NearRule RULE = new NearRule(SignatureSpec.DEFAULT, 0.8);

  private static Conversation row(String id) {
    return Objects.requireNonNull(ROWS.get(id));
  }

  @Test
  void turnDigests_allRows_findTheSameCopiesAndPrefixes() {
    TurnDigests digests = TurnDigests.keyed(new byte[32]);
    Map<String, List<String>> chains = new LinkedHashMap<>();
    ROWS.forEach((id, row) -> chains.put(id, digests.of(row)));
    Map<List<String>, String> first = new HashMap<>();
    for (JsonNode expected : Cases.resource("rows.jsonl")) {
      String id = expected.get("id").asText();
      List<String> chain = Objects.requireNonNull(chains.get(id));
      assertThat(chain).as(id).hasSize(expected.get("turns").asInt());
      String known = first.putIfAbsent(chain, id);
      assertThat(known == null ? id : known).isEqualTo(expected.get("exact").asText());
      Set<String> longer = new TreeSet<>();
      chains.forEach(
          (other, digestsOfOther) -> {
            if (!chain.isEmpty()
                && digestsOfOther.size() > chain.size()
                && digestsOfOther.contains(chain.get(chain.size() - 1))) {
              longer.add(other);
            }
          });
      List<String> expectedLonger = new ArrayList<>();
      expected.get("longer").forEach(other -> expectedLonger.add(other.asText()));
      assertThat(longer).as(id).containsExactlyElementsOf(expectedLonger);
    }
  }

  @Test
  void fingerprints_allRows_haveTheSameNumberOfShingles() {
    Fingerprinter fingerprinter = new Fingerprinter(SignatureSpec.DEFAULT);
    for (JsonNode expected : Cases.resource("rows.jsonl")) {
      String id = expected.get("id").asText();
      assertThat(fingerprinter.fingerprint(row(id)).shingles())
          .as(id)
          .hasSize(expected.get("shingles").asInt());
    }
  }

  @Test
  void near_pairsThatShareText_haveTheSameScoresAndVerdicts() {
    List<JsonNode> pairs = Cases.resource("pairs.jsonl");
    assertThat(pairs).hasSizeGreaterThan(400);
    for (JsonNode expected : pairs) {
      Comparison comparison =
          RULE.near(row(expected.get("a").asText()), row(expected.get("b").asText()));
      assertThat(comparison.jaccard()).isCloseTo(expected.get("jaccard").asDouble(), within(1e-8));
      assertThat(comparison.containment())
          .isCloseTo(expected.get("containment").asDouble(), within(1e-8));
      assertThat(comparison.verdict()).isEqualTo(Verdict.valueOf(expected.get("verdict").asText()));
    }
  }

  @Test
  void decide_allRows_separatesAndCovers() {
    Map<String, PlainDedup.Decision> decisions = new PlainDedup(ROWS, 0.8).decide();
    Set<String> near = new HashSet<>();
    for (JsonNode pair : Cases.resource("pairs.jsonl")) {
      if (pair.get("verdict").asText().equals("NEAR")) {
        near.add(pair.get("a").asText() + pair.get("b").asText());
        near.add(pair.get("b").asText() + pair.get("a").asText());
      }
    }
    List<String> kept =
        decisions.keySet().stream()
            .filter(id -> decisions.get(id) == PlainDedup.Decision.KEEP)
            .toList();
    for (String a : kept) {
      assertThat(kept).as(a).noneMatch(b -> near.contains(a + b));
    }
    decisions.forEach(
        (id, decision) -> {
          if ("near".equals(decision.stage())) {
            assertThat(kept).contains(Objects.requireNonNull(decision.keeper()));
            assertThat(near).contains(id + decision.keeper());
          }
        });
  }
}
