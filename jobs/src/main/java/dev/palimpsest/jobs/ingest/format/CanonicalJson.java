package dev.palimpsest.jobs.ingest.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.util.List;

/** A canonical row as JSON with a fixed order of members: what its digest is taken over. */
public final class CanonicalJson {

  private CanonicalJson() {}

  /** All fields of the rows; personal data included. */
  public static String of(List<CanonicalRow> rows) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> array.add(of(row)));
    return array.toString();
  }

  static ObjectNode of(CanonicalRow row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("conversation_id", row.conversationId());
    node.put("trace_id", row.traceId());
    node.put("span_id", row.spanId());
    node.put("choice", row.choice());
    node.put("started_at", row.startedAt() == null ? null : row.startedAt().toString());
    node.put("model", row.model());
    node.put("subject", row.subject());
    node.put("session_id", row.sessionId());
    node.put("tenant", row.tenant());
    ArrayNode messages = node.putArray("messages");
    row.conversation().messages().forEach(message -> messages.add(of(message)));
    ArrayNode tools = node.putArray("tools");
    for (Tool tool : row.conversation().tools()) {
      tools
          .addObject()
          .put("name", tool.name())
          .put("description", tool.description())
          .put("parameters", tool.parameters());
    }
    ArrayNode feedback = node.putArray("feedback");
    for (Feedback entry : row.feedback()) {
      feedback
          .addObject()
          .put("name", entry.name())
          .put("value", entry.value())
          .put("label", entry.label())
          .put("comment", entry.comment())
          .put("source", entry.source());
    }
    node.put("output_of", row.outputOf());
    ObjectNode metadata = node.putObject("metadata");
    row.conversation().metadata().forEach(metadata::put);
    return node;
  }

  private static ObjectNode of(Message message) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("role", message.role().text());
    node.put("content", message.content());
    node.put("reasoning", message.reasoning());
    node.put("name", message.name());
    ArrayNode calls = node.putArray("tool_calls");
    for (ToolCall call : message.toolCalls()) {
      calls
          .addObject()
          .put("id", call.id())
          .put("name", call.name())
          .put("arguments", call.arguments());
    }
    node.put("tool_call_id", message.toolCallId());
    node.put("weight", message.weight());
    return node;
  }
}
