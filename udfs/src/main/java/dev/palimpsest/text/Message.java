package dev.palimpsest.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation, in the shape that all trace formats are brought to.
 *
 * @param role who speaks
 * @param content the text; null when there is none (a message that only calls tools, or a text that
 *     was not captured), which is not the same as empty
 * @param reasoning the model's thinking
 * @param name name of the speaker or of the tool that answers
 * @param toolCalls calls that the message makes, in order
 * @param toolCallId on tool messages: the call that is answered
 * @param weight 0 (context) or 1 (training target), where the source says so
 */
public record Message(
    Role role,
    @Nullable String content,
    @Nullable String reasoning,
    @Nullable String name,
    List<ToolCall> toolCalls,
    @Nullable String toolCallId,
    @Nullable Integer weight) {

  public Message {
    toolCalls = List.copyOf(toolCalls);
  }

  /** A message of text alone. */
  public static Message of(Role role, @Nullable String content) {
    return new Message(role, content, null, null, List.of(), null, null);
  }

  /** Carries no content: messages hold personal data and must not reach a log. */
  @Override
  public String toString() {
    return "Message[" + role.text() + ", " + toolCalls.size() + " calls]";
  }
}
