package dev.palimpsest.audit.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;

/** A conversation as the JSON that chat templates take. */
final class ConversationJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConversationJson() {}

  static ArrayNode messages(Conversation conversation) {
    ArrayNode messages = JSON.createArrayNode();
    for (Message message : conversation.messages()) {
      ObjectNode node = messages.addObject();
      node.put("role", message.role().text());
      node.put("content", message.content() == null ? "" : message.content());
      if (message.reasoning() != null) {
        node.put("reasoning_content", message.reasoning());
      }
      if (message.name() != null) {
        node.put("name", message.name());
      }
      if (message.toolCallId() != null) {
        node.put("tool_call_id", message.toolCallId());
      }
      if (!message.toolCalls().isEmpty()) {
        ArrayNode calls = node.putArray("tool_calls");
        message.toolCalls().forEach(call -> addCall(calls, call));
      }
    }
    return messages;
  }

  /** JSON null if there are none. */
  static JsonNode tools(Conversation conversation) {
    if (conversation.tools().isEmpty()) {
      return NullNode.getInstance();
    }
    ArrayNode tools = JSON.createArrayNode();
    for (Tool tool : conversation.tools()) {
      ObjectNode function = tools.addObject().put("type", "function").putObject("function");
      function.put("name", tool.name());
      if (tool.description() != null) {
        function.put("description", tool.description());
      }
      if (tool.parameters() != null) {
        function.set("parameters", parsed(tool.parameters()));
      }
    }
    return tools;
  }

  private static void addCall(ArrayNode calls, ToolCall call) {
    ObjectNode node = calls.addObject().put("type", "function");
    if (call.id() != null) {
      node.put("id", call.id());
    }
    ObjectNode function = node.putObject("function");
    function.put("name", call.name());
    function.set("arguments", parsed(call.arguments()));
  }

  /** Templates expect objects; what is no JSON stays a string. */
  private static JsonNode parsed(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isContainerNode() ? node : JSON.getNodeFactory().textNode(text);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(text);
    }
  }
}
