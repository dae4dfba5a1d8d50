package dev.palimpsest.jobs.scrub;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All strings of a conversation, each behind its length: what its digest is taken over. */
final class ConversationText {

  private ConversationText() {}

  /** Hands on the pieces of the text one by one: put together they would be copied once more. */
  static void each(Conversation conversation, Consumer<String> text) {
    for (Message message : conversation.messages()) {
      add(text, message.role().text());
      add(text, message.content());
      add(text, message.reasoning());
      add(text, message.name());
      for (ToolCall call : message.toolCalls()) {
        add(text, call.id());
        add(text, call.name());
        add(text, call.arguments());
      }
      add(text, message.toolCallId());
      add(text, message.weight() == null ? null : message.weight().toString());
    }
    for (Tool tool : conversation.tools()) {
      add(text, tool.name());
      add(text, tool.description());
      add(text, tool.parameters());
    }
    conversation
        .metadata()
        .forEach(
            (key, value) -> {
              add(text, key);
              add(text, value);
            });
  }

  private static void add(Consumer<String> text, @Nullable String part) {
    if (part == null) {
      text.accept("-;");
    } else {
      text.accept(part.length() + ":");
      text.accept(part);
    }
  }
}
