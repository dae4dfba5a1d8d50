package dev.palimpsest.jobs.demo.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With personal values masked, the planted copies are near, and nothing else is. */
class ConversationVarietyTest {

  private static final double NEAR = 0.8;

  @Test
  void conversations_masked_areNearOnlyWherePlanted(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("traces.jsonl");
    TraceOptions options = new TraceOptions(7, 340, 0.15, 0, 0, 0);
    TraceTruth truth = TraceGenerator.write(file, options);
    List<Set<String>> shingles = new ArrayList<>();
    for (List<String> conversation : LoggedCalls.longest(LoggedCalls.read(file))) {
      shingles.add(shingles(mask(turns(conversation), truth.values())));
    }
    int distinct = 0;
    List<Set<String>> kept = new ArrayList<>();
    for (Set<String> candidate : shingles) {
      if (kept.stream().noneMatch(other -> jaccard(candidate, other) >= NEAR)) {
        kept.add(candidate);
        distinct++;
      }
    }
    assertThat(distinct).isEqualTo(truth.conversations());
    assertThat(shingles).hasSize(truth.longestSequences());
  }

  private static String turns(List<String> messages) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String json : messages) {
      JsonNode message = new ObjectMapper().readTree(json);
      if (!message.get("role").asText().equals("system")) {
        text.append(message.get("content").asText("")).append('\n');
      }
    }
    return text.toString();
  }

  private static String mask(String text, List<PersonalDatum> values) {
    String masked = text;
    for (PersonalDatum value : longestFirst(values)) {
      if (masked.contains(value.value())) {
        masked = masked.replace(value.value(), value.type().name());
        if (value.type() == PersonalDatum.Type.NAME) {
          String first = value.value().substring(0, value.value().indexOf(' '));
          masked = masked.replaceAll("\\b" + Pattern.quote(first) + "\\b", "NAME");
        }
      }
    }
    return masked;
  }

  private static List<PersonalDatum> longestFirst(List<PersonalDatum> values) {
    return values.stream()
        .sorted(Comparator.comparingInt((PersonalDatum value) -> -value.value().length()))
        .toList();
  }

  private static Set<String> shingles(String text) {
    String[] words = text.split("[^\\p{L}\\p{N}_]+");
    Set<String> shingles = new HashSet<>();
    for (int i = 0; i + 5 <= words.length; i++) {
      shingles.add(String.join(" ", List.of(words).subList(i, i + 5)));
    }
    return shingles;
  }

  private static double jaccard(Set<String> one, Set<String> other) {
    Set<String> common = new HashSet<>(one);
    common.retainAll(other);
    return (double) common.size() / (one.size() + other.size() - common.size());
  }
}
