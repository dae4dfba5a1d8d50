package dev.palimpsest.jobs.ingest.format;

import static dev.palimpsest.jobs.ingest.format.Json.member;
import static dev.palimpsest.jobs.ingest.format.Values.id;
import static dev.palimpsest.jobs.ingest.format.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.text.ToolCall;
import org.jspecify.annotations.Nullable;

/** Tool calls in a message, in all shapes that formats use. */
final class ToolCalls {

  private ToolCalls() {}

  /**
   * Adds the calls of {@code tool_calls}, else of the legacy {@code function_call}.
   *
   * @throws RecordFault {@code BAD_TYPE} if {@code tool_calls} is no array
   */
  static void read(JsonNode source, MessageParts message) throws RecordFault {
    JsonNode calls = member(source, "tool_calls");
    if (calls != null && !calls.isArray()) {
      throw new RecordFault(Reason.BAD_TYPE);
    }
    if (calls != null && !calls.isEmpty()) {
      for (JsonNode call : calls) {
        if (call.isObject()) {
          message.call(call(call));
        }
      }
      return;
    }
    JsonNode legacy = member(source, "function_call");
    if (legacy != null && legacy.isObject()) {
      message.call(new ToolCall(null, text(legacy, "name"), arguments(legacy, "arguments")));
    }
  }

  private static ToolCall call(JsonNode call) {
    JsonNode function = member(call, "function");
    if (function != null && function.isObject()) {
      return new ToolCall(id(call, "id"), text(function, "name"), arguments(function, "arguments"));
    }
    JsonNode custom = member(call, "custom");
    if (custom != null && custom.isObject()) {
      return new ToolCall(id(call, "id"), text(custom, "name"), arguments(custom, "input"));
    }
    String field = call.has("arguments") ? "arguments" : "args";
    return new ToolCall(id(call, "id"), text(call, "name"), arguments(call, field));
  }

  /** The text as given when the source has a string, else the compact JSON; absent is empty. */
  static String arguments(JsonNode source, String field) {
    @Nullable JsonNode value = member(source, field);
    if (value == null) {
      return "";
    }
    return value.isTextual() ? value.textValue() : Json.compact(value);
  }
}
