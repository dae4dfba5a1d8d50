package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads a generated log back, independently of how it was written. */
final class LoggedCalls {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LoggedCalls() {}

  static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> calls = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      calls.add(MAPPER.readTree(line));
    }
    return calls;
  }

  /** What was sent and the answer, without ids of tool calls, a line of JSON per message. */
  static List<String> sequence(JsonNode call) {
    List<String> sequence = new ArrayList<>();
    ArrayNode messages = ((ArrayNode) call.at("/request/messages")).deepCopy();
    call.at("/response/choices").forEach(choice -> messages.add(choice.get("message")));
    for (JsonNode message : messages) {
      ObjectNode copy = message.deepCopy();
      copy.remove("tool_call_id");
      copy.path("tool_calls").forEach(entry -> ((ObjectNode) entry).remove("id"));
      sequence.add(copy.toString());
    }
    return sequence;
  }

  /** Distinct sequences that no other one begins with, in order of their text. */
  static List<List<String>> longest(List<JsonNode> calls) {
    SortedSet<String> flat = new TreeSet<>();
    calls.forEach(call -> flat.add(String.join("\n", sequence(call)) + "\n"));
    List<List<String>> longest = new ArrayList<>();
    String next = "";
    for (String text : flat.stream().sorted(Comparator.reverseOrder()).toList()) {
      if (!next.startsWith(text)) {
        longest.add(List.of(text.split("\n")));
      }
      next = text;
    }
    return longest;
  }
}
