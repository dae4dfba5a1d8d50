package dev.palimpsest.jobs.ingest.format;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.ToolCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of one model call with all that was sent for it.
 *
 * @param conversationId the format's conversation or thread id, else the trace, record or line id
 * @param traceId the trace, record or conversation id
 * @param spanId the model call inside the trace
 * @param choice which of the answers of the call, from 0
 * @param startedAt to the microsecond
 * @param model the model that answered, else the one that was asked
 * @param subject the data subject's id as found; it is keyed before it is stored
 * @param conversation messages, tools, metadata
 * @param outputOf who wrote the answer: {@code human}, {@code model}, {@code unknown}; null when
 *     there is none
 */
public record CanonicalRow(
    String conversationId,
    String traceId,
    @Nullable String spanId,
    int choice,
    @Nullable Instant startedAt,
    @Nullable String model,
    @Nullable String subject,
    @Nullable String sessionId,
    @Nullable String tenant,
    Conversation conversation,
    List<Feedback> feedback,
    @Nullable String outputOf) {

  public CanonicalRow {
    feedback = List.copyOf(feedback);
  }

  /** The same row with one more entry of feedback. */
  CanonicalRow withFeedback(Feedback entry) {
    List<Feedback> entries = new ArrayList<>(feedback);
    entries.add(entry);
    return new CanonicalRow(
        conversationId,
        traceId,
        spanId,
        choice,
        startedAt,
        model,
        subject,
        sessionId,
        tenant,
        conversation,
        entries,
        outputOf);
  }

  /** Code points of contents, reasonings and arguments: how much the row says. */
  long contentSize() {
    long size = 0;
    for (Message message : conversation.messages()) {
      size += codePoints(message.content()) + codePoints(message.reasoning());
      for (ToolCall call : message.toolCalls()) {
        size += codePoints(call.arguments());
      }
    }
    return size;
  }

  boolean hasFinishReason() {
    return conversation.metadata().containsKey("finish_reason");
  }

  /** Whether any message has content, reasoning or a tool call. */
  static boolean hasContent(List<Message> messages) {
    for (Message message : messages) {
      boolean said = message.content() != null && !message.content().isEmpty();
      if (said || message.reasoning() != null || !message.toolCalls().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static long codePoints(@Nullable String text) {
    return text == null ? 0 : text.codePointCount(0, text.length());
  }

  /** Carries no content: rows hold personal data and must not reach a log. */
  @Override
  public String toString() {
    return "CanonicalRow[choice " + choice + ", " + conversation + "]";
  }
}
