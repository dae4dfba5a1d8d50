package dev.palimpsest.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was sent to a model and what came back.
 *
 * @param messages in order, the model's answer last
 * @param tools offered to the model
 * @param metadata free-form, iterated in insertion order
 */
public record Conversation(List<Message> messages, List<Tool> tools, Map<String, String> metadata) {

  public Conversation {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Carries no content: messages hold personal data and must not reach a log. */
  @Override
  public String toString() {
    return "Conversation[" + messages.size() + " messages, " + tools.size() + " tools]";
  }
}
