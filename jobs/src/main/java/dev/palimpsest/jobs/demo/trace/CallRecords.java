package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.ToolCall;
import java.util.List;
import java.util.Random;

/** The calls of one conversation as a gateway writes them down. */
final class CallRecords {

  private static final String MODEL = "lark-support-2";

  private final Customer customer;
  private final Scenario scenario;
  private final Random random;
  private final ObjectNode metadata;

  CallRecords(Customer customer, Scenario scenario, Random random) {
    this.customer = customer;
    this.scenario = scenario;
    this.random = random;
    String[] channels = {"app", "web", "mail"};
    this.metadata =
        Json.object(
            "conversation_id",
            "conv_" + Tokens.hex(16, random),
            "channel",
            channels[random.nextInt(channels.length)]);
  }

  /** A call at {@code time} that was answered. */
  ObjectNode answer(long time, List<Message> request, Message answer) {
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    choice.put("index", 0);
    choice.set("message", message(answer));
    choice.put("finish_reason", answer.toolCalls().isEmpty() ? "stop" : "tool_calls");
    ObjectNode call = call(time, request);
    ObjectNode response = (ObjectNode) call.get("response");
    response.putArray("choices").add(choice);
    return call;
  }

  /** A call at {@code time} that the server refused. */
  ObjectNode failure(long time, List<Message> request) {
    ObjectNode call = call(time, request);
    ObjectNode response = call.putObject("response");
    response.set("error", Json.object("type", "rate_limit_error", "message", "too many requests"));
    return call;
  }

  private ObjectNode call(long time, List<Message> messages) {
    String id = "chatcmpl-" + Tokens.hex(24, random);
    ObjectNode call = JsonNodeFactory.instance.objectNode();
    call.put("id", id).put("created", time).put("model", MODEL).put("user", customer.id());
    ObjectNode request = call.putObject("request").put("model", MODEL);
    ArrayNode history = request.putArray("messages");
    messages.forEach(message -> history.add(message(message)));
    ArrayNode tools = request.putArray("tools");
    scenario.tools().forEach(tools::add);
    call.putObject("response")
        .put("id", id)
        .put("object", "chat.completion")
        .put("created", time)
        .put("model", MODEL);
    call.set("metadata", metadata);
    return call;
  }

  private static ObjectNode message(Message message) {
    ObjectNode node = Json.object("role", message.role().text()).put("content", message.content());
    if (message.name() != null) {
      node.put("name", message.name());
    }
    if (message.toolCallId() != null) {
      node.put("tool_call_id", message.toolCallId());
    }
    for (ToolCall call : message.toolCalls()) {
      ObjectNode entry = node.withArray("tool_calls").addObject();
      entry.put("id", call.id()).put("type", "function");
      entry.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    }
    return node;
  }
}
