package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line {@code {"messages":[…],"tools":[…]}} as a conversation. */
final class ChatRow {

  private final String place;

  /**
   * @param place file and line, for messages
   */
  ChatRow(String place) {
    this.place = place;
  }

  Conversation read(JsonNode row) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : row.get("messages")) {
      messages.add(message(message));
    }
    if (messages.isEmpty()) {
      throw fault("messages must not be empty");
    }
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : row.path("tools")) {
      JsonNode function = tool.path("function");
      tools.add(
          new Tool(
              required(function, "name", "tools[].function"),
              optional(function, "description"),
              function.has("parameters") ? function.get("parameters").toString() : null));
    }
    return new Conversation(messages, tools, Map.of());
  }

  private Message message(JsonNode message) {
    JsonNode content = message.path("content");
    if (!content.isTextual() && !content.isNull() && !content.isMissingNode()) {
      throw fault("messages[].content must be a string or null");
    }
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      calls.add(
          new ToolCall(
              optional(call, "id"),
              required(function, "name", "tool_calls[].function"),
              required(function, "arguments", "tool_calls[].function")));
    }
    JsonNode weight = message.path("weight");
    return new Message(
        role(required(message, "role", "messages[]")),
        content.textValue(),
        null,
        optional(message, "name"),
        calls,
        optional(message, "tool_call_id"),
        weight.isInt() ? weight.intValue() : null);
  }

  private Role role(String text) {
    try {
      return Role.of(text);
    } catch (IllegalArgumentException e) {
      throw fault("messages[].role must be system, user, assistant or tool");
    }
  }

  private String required(JsonNode node, String key, String where) {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw fault(where + "." + key + " must be a string");
    }
    return value.textValue();
  }

  private static @Nullable String optional(JsonNode node, String key) {
    return node.path(key).textValue();
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(place + ": " + what);
  }
}
