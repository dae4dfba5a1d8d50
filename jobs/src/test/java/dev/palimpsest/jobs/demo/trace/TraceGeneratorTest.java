package dev.palimpsest.jobs.demo.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceGeneratorTest {

  private static final TraceOptions OPTIONS = TraceOptions.standard(20250301);

  private static Path folder;
  private static Path file;
  private static TraceTruth truth;
  private static List<JsonNode> calls;

  @BeforeAll
  static void generate(@TempDir Path temporary) throws IOException {
    folder = temporary;
    file = folder.resolve("traces.jsonl");
    truth = TraceGenerator.write(file, OPTIONS);
    calls = LoggedCalls.read(file);
  }

  @Test
  void write_sameSeed_givesEqualBytes() throws IOException {
    Path again = folder.resolve("again.jsonl");
    assertThat(TraceGenerator.write(again, OPTIONS)).isEqualTo(truth);
    assertThat(Files.mismatch(file, again)).isEqualTo(-1);
  }

  @Test
  void write_otherSeed_givesOtherConversations() throws IOException {
    Path other = folder.resolve("other.jsonl");
    TraceGenerator.write(other, TraceOptions.standard(1));
    Set<List<String>> mine = new HashSet<>(LoggedCalls.longest(calls));
    assertThat(LoggedCalls.longest(LoggedCalls.read(other))).noneMatch(mine::contains);
  }

  @Test
  void write_standardOptions_giveThreeThousandCalls() {
    assertThat(calls).hasSize(truth.lines()).hasSizeBetween(2700, 3300);
    assertThat(truth.conversations()).isEqualTo(340);
    assertThat(truth.editedCopies() + truth.renamedCopies()).isEqualTo(51);
  }

  @Test
  void write_callsOfAConversation_arePrefixChains() {
    assertThat(LoggedCalls.longest(calls)).hasSize(truth.longestSequences());
  }

  @Test
  void write_everyCall_endsInAnAnswerOrAnError() {
    long errors = calls.stream().filter(call -> call.at("/response/error").isObject()).count();
    long answers = calls.stream().filter(call -> call.at("/response/choices").size() == 1).count();
    assertThat(errors).isPositive().isGreaterThanOrEqualTo(truth.failed());
    assertThat(errors + answers).isEqualTo(calls.size());
  }

  @Test
  void write_recordsLoggedTwice_areCountedByTheTruth() {
    Set<String> ids = new HashSet<>();
    calls.forEach(call -> ids.add(call.get("id").asText()));
    assertThat(truth.relogged()).isPositive();
    assertThat(calls.size() - ids.size()).isEqualTo(truth.relogged());
  }

  @Test
  void write_retriedCalls_areCountedByTheTruth() {
    Map<List<String>, Set<String>> ids = new HashMap<>();
    for (JsonNode call : calls) {
      if (call.at("/response/choices").size() == 1) {
        List<String> key = new ArrayList<>(LoggedCalls.sequence(call));
        key.add(call.at("/metadata/conversation_id").asText());
        ids.computeIfAbsent(key, absent -> new HashSet<>()).add(call.get("id").asText());
      }
    }
    assertThat(truth.retried()).isPositive();
    assertThat(ids.values().stream().mapToInt(Set::size).sum() - ids.size())
        .isEqualTo(truth.retried());
  }

  @Test
  void write_toolArgumentsAndResults_areJsonObjects() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    int results = 0;
    for (JsonNode call : calls) {
      for (JsonNode message : call.at("/request/messages")) {
        if (message.get("role").asText().equals("tool")) {
          assertThat(mapper.readTree(message.get("content").asText()).isObject()).isTrue();
          results++;
        }
        for (JsonNode entry : message.path("tool_calls")) {
          String arguments = entry.at("/function/arguments").asText();
          assertThat(mapper.readTree(arguments).isObject()).isTrue();
        }
      }
    }
    assertThat(results).isPositive();
  }

  @Test
  void write_feedback_isCountedAndOfAPerson() {
    Map<String, Integer> names = new TreeMap<>();
    int rated = 0;
    for (JsonNode call : calls) {
      rated += call.has("feedback") ? 1 : 0;
      for (JsonNode entry : call.path("feedback")) {
        assertThat(entry.get("source").asText()).isEqualTo("human");
        names.merge(entry.get("name").asText(), 1, Integer::sum);
      }
    }
    assertThat(names).containsOnlyKeys("thumbs", "rating");
    assertThat(rated).isPositive().isEqualTo(truth.rated());
  }

  @Test
  void truth_values_occurInTheLog() throws IOException {
    String log = Files.readString(file);
    assertThat(truth.values()).allMatch(value -> log.contains(value.value()));
    assertThat(truth.values().stream().map(PersonalDatum::type).distinct())
        .containsExactly(PersonalDatum.Type.values());
  }

  @Test
  void truth_cards_passLuhn() {
    List<String> cards =
        truth.values().stream()
            .filter(value -> value.type() == PersonalDatum.Type.CARD)
            .map(value -> value.value().replaceAll("[ -]", ""))
            .toList();
    assertThat(cards).isNotEmpty();
    assertThat(cards).allMatch(card -> luhnSum(card) % 10 == 0);
  }

  /** Luhn from the right, written out apart from the generator's own. */
  private static int luhnSum(String card) {
    int sum = 0;
    boolean doubled = false;
    for (int i = card.length() - 1; i >= 0; i--) {
      int digit = Character.digit(card.charAt(i), 10);
      sum += doubled ? "0246813579".charAt(digit) - '0' : digit;
      doubled = !doubled;
    }
    return sum;
  }
}
