package dev.palimpsest.jobs.ingest.format;

import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message together from its parts. A result part ends the message that it stands in, so one
 * message can become several.
 */
final class MessageParts {

  private final Role role;
  private final List<Message> done = new ArrayList<>();
  private final List<String> thoughts = new ArrayList<>();
  private final List<ToolCall> calls = new ArrayList<>();
  private @Nullable StringBuilder content;
  private boolean afterMarker;

  MessageParts(Role role) {
    this.role = role;
  }

  void text(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return;
    }
    // Models split one text at citations; people's texts are separate lines.
    boolean together = role == Role.ASSISTANT && !afterMarker;
    add(text, together ? "" : "\n");
    afterMarker = false;
  }

  void marker(String marker) {
    add(marker, "\n");
    afterMarker = true;
  }

  private void add(String text, String separator) {
    if (content == null) {
      content = new StringBuilder();
    } else {
      content.append(separator);
    }
    content.append(text);
  }

  void reasoning(@Nullable String thought) {
    if (thought != null && !thought.isEmpty()) {
      thoughts.add(thought);
    }
  }

  void call(ToolCall call) {
    boolean known =
        call.id() != null && calls.stream().anyMatch(other -> call.id().equals(other.id()));
    if (!known) {
      calls.add(call);
    }
  }

  void result(@Nullable String callId, @Nullable String result) {
    if (content != null || !thoughts.isEmpty() || !calls.isEmpty()) {
      done.add(message(content(), null, null, null));
    }
    content = null;
    afterMarker = false;
    thoughts.clear();
    calls.clear();
    done.add(new Message(Role.TOOL, result, null, null, List.of(), callId, null));
  }

  /** The text so far; null if no part gave any. */
  @Nullable String content() {
    return content == null ? null : content.toString();
  }

  boolean hasReasoning() {
    return !thoughts.isEmpty();
  }

  /** The messages, the last one with these fields. */
  List<Message> messages(
      @Nullable String lastContent,
      @Nullable String name,
      @Nullable String toolCallId,
      @Nullable Integer weight) {
    boolean nothing = lastContent == null && thoughts.isEmpty() && calls.isEmpty();
    if (done.isEmpty() || !nothing) {
      done.add(message(lastContent, name, toolCallId, weight));
    }
    return done;
  }

  private Message message(
      @Nullable String text,
      @Nullable String name,
      @Nullable String toolCallId,
      @Nullable Integer weight) {
    String reasoning = thoughts.isEmpty() ? null : String.join("\n", thoughts);
    return new Message(role, text, reasoning, name, calls, toolCallId, weight);
  }
}
