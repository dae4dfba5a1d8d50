package dev.palimpsest.jobs.ingest.format;

import static dev.palimpsest.jobs.ingest.format.Json.member;
import static dev.palimpsest.jobs.ingest.format.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A streamed response, an array of {@code chat.completion.chunk}, put together into a whole one.
 */
final class ChunkedResponse {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ChunkedResponse() {}

  /**
   * The response that the chunks make; id, model and creation time come from the first chunk.
   *
   * @throws RecordFault {@code BAD_TYPE} if a chunk, its choices or a choice has another type
   */
  static JsonNode merged(JsonNode chunks) throws RecordFault {
    ObjectNode response = NODES.objectNode();
    Map<BigInteger, Answer> answers = new TreeMap<>();
    for (JsonNode chunk : chunks) {
      if (!chunk.isObject()) {
        throw new RecordFault(Reason.BAD_TYPE);
      }
      for (String field : new String[] {"id", "model", "created"}) {
        if (chunk == chunks.get(0) && chunk.has(field)) {
          response.set(field, chunk.get(field));
        }
      }
      JsonNode choices = member(chunk, "choices");
      if (choices != null && !choices.isArray()) {
        throw new RecordFault(Reason.BAD_TYPE);
      }
      for (JsonNode choice : choices == null ? NODES.arrayNode() : choices) {
        if (!choice.isObject()) {
          throw new RecordFault(Reason.BAD_TYPE);
        }
        answers.computeIfAbsent(index(choice), index -> new Answer()).add(choice);
      }
    }
    var merged = response.putArray("choices");
    answers.forEach((index, answer) -> merged.add(answer.choice(index)));
    return response;
  }

  private static BigInteger index(JsonNode object) {
    return member(object, "index") instanceof NumberText number && number.integral()
        ? number.decimal().toBigInteger()
        : BigInteger.ZERO;
  }

  /** One choice while its deltas come in. */
  private static final class Answer {

    private @Nullable StringBuilder content;
    private @Nullable StringBuilder refusal;
    private @Nullable StringBuilder reasoning;
    private @Nullable String finishReason;
    private final Map<BigInteger, Call> calls = new TreeMap<>();

    void add(JsonNode choice) {
      JsonNode delta = member(choice, "delta");
      content = appended(content, delta, "content");
      refusal = appended(refusal, delta, "refusal");
      reasoning = appended(reasoning, delta, "reasoning_content");
      String finish = text(choice, "finish_reason");
      finishReason = finish == null ? finishReason : finish;
      JsonNode given = member(delta, "tool_calls");
      if (given != null && given.isArray()) {
        for (JsonNode call : given) {
          calls.computeIfAbsent(index(call), index -> new Call()).add(call);
        }
      }
    }

    private static @Nullable StringBuilder appended(
        @Nullable StringBuilder text, @Nullable JsonNode delta, String field) {
      JsonNode more = member(delta, field);
      if (more == null || !more.isTextual()) {
        return text;
      }
      return (text == null ? new StringBuilder() : text).append(more.textValue());
    }

    ObjectNode choice(BigInteger index) {
      ObjectNode choice = NODES.objectNode();
      choice.set("index", new NumberText(index.toString(), true));
      if (finishReason != null) {
        choice.put("finish_reason", finishReason);
      }
      ObjectNode message = choice.putObject("message");
      message.put("role", "assistant");
      put(message, "content", content);
      put(message, "refusal", refusal);
      put(message, "reasoning_content", reasoning);
      if (!calls.isEmpty()) {
        var list = message.putArray("tool_calls");
        calls.values().forEach(call -> list.add(call.node()));
      }
      return choice;
    }

    private static void put(ObjectNode message, String field, @Nullable StringBuilder text) {
      if (text != null) {
        message.put(field, text.toString());
      }
    }
  }

  /** One tool call while its arguments come in. */
  private static final class Call {

    private @Nullable JsonNode id;
    private @Nullable String name;
    private final StringBuilder arguments = new StringBuilder();

    void add(JsonNode call) {
      id = id == null ? member(call, "id") : id;
      JsonNode function = member(call, "function");
      name = name == null ? text(function, "name") : name;
      JsonNode more = member(function, "arguments");
      if (more != null && more.isTextual()) {
        arguments.append(more.textValue());
      }
    }

    ObjectNode node() {
      ObjectNode node = NODES.objectNode();
      node.set("id", id);
      node.putObject("function").put("name", name).put("arguments", arguments.toString());
      return node;
    }
  }
}
