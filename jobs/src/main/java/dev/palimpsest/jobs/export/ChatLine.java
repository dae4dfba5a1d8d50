package dev.palimpsest.jobs.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;

/**
 * A conversation as a line of chat JSONL: {@code {"id","weight","messages","tools"}} in the shape
 * of OpenAI's fine-tuning files, which TRL, Axolotl and LLaMA-Factory read. Reasoning is left out:
 * the templates of most models have no place for it.
 */
public final class ChatLine {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ChatLine() {}

  /**
   * The line, without its end.
   *
   * @param rowId by which {@code explain} finds where the line came from
   * @param weight how much the line counts in training; said where it is not 1
   */
  public static String of(String rowId, double weight, Conversation conversation) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", rowId);
    if (weight != 1) {
      line.put("weight", weight);
    }
    ArrayNode messages = line.putArray("messages");
    conversation.messages().forEach(message -> messages.add(of(message)));
    if (!conversation.tools().isEmpty()) {
      ArrayNode tools = line.putArray("tools");
      conversation.tools().forEach(tool -> tools.add(of(tool)));
    }
    return line.toString();
  }

  private static ObjectNode of(Message message) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("role", message.role().text());
    node.put("content", message.content());
    if (message.name() != null) {
      node.put("name", message.name());
    }
    if (!message.toolCalls().isEmpty()) {
      ArrayNode calls = node.putArray("tool_calls");
      for (ToolCall call : message.toolCalls()) {
        ObjectNode entry = calls.addObject();
        entry.put("id", call.id());
        entry.put("type", "function");
        entry.putObject("function").put("name", call.name()).put("arguments", call.arguments());
      }
    }
    if (message.toolCallId() != null) {
      node.put("tool_call_id", message.toolCallId());
    }
    if (message.weight() != null) {
      node.put("weight", message.weight());
    }
    return node;
  }

  private static ObjectNode of(Tool tool) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", "function");
    ObjectNode function = node.putObject("function");
    function.put("name", tool.name());
    if (tool.description() != null) {
      function.put("description", tool.description());
    }
    if (tool.parameters() != null) {
      try {
        function.set("parameters", JSON.readTree(tool.parameters()));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            "the parameters of a tool are JSON when they are read; these are not", e);
      }
    }
    return node;
  }
}
