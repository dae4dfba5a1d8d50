package dev.palimpsest.jobs.ingest.format;

import static dev.palimpsest.jobs.ingest.format.Json.member;
import static dev.palimpsest.jobs.ingest.format.Values.first;
import static dev.palimpsest.jobs.ingest.format.Values.id;
import static dev.palimpsest.jobs.ingest.format.Values.text;
import static dev.palimpsest.jobs.ingest.format.Values.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines in the shape of OpenAI's chat API: call records {@code {"request","response"}}, stored
 * completions, preference records, and the lines of chat and fine-tuning files.
 */
final class OpenAiChat implements TraceFormat {

  private static final Set<String> AUTHORS = Set.of("human", "model", "unknown");

  @Override
  public @Nullable String recordId(JsonNode record) {
    if (isCall(record)) {
      try {
        return responseId(payload(record, "response"));
      } catch (RecordFault e) {
        return null;
      }
    }
    return member(record, "choices") == null ? null : id(record, "id");
  }

  @Override
  public CanonicalRecord read(JsonNode record, String lineSha256) throws RecordFault {
    if (isCall(record)) {
      JsonNode request = payload(record, "request");
      JsonNode response = payload(record, "response");
      return answered(record, request, response, responseId(response), lineSha256);
    }
    JsonNode input = member(record, "input");
    if (input != null
        && member(input, "messages") != null
        && member(record, "preferred_output") != null
        && member(record, "non_preferred_output") != null) {
      return preference(record, input, lineSha256);
    }
    if (member(record, "choices") != null) {
      return answered(record, record, record, id(record, "id"), lineSha256);
    }
    return chat(record, lineSha256);
  }

  private static boolean isCall(JsonNode record) {
    return record.has("request") || record.has("response");
  }

  /**
   * {@code request} or {@code response}: an object, an array of chunks, or such JSON in a string.
   */
  private static @Nullable JsonNode payload(JsonNode record, String name) throws RecordFault {
    JsonNode given = member(record, name);
    JsonNode value = given == null ? null : Json.unpacked(given);
    return value != null && value.isContainerNode() ? value : null;
  }

  private static @Nullable String responseId(@Nullable JsonNode response) {
    return response != null && response.isArray() ? id(response.get(0), "id") : id(response, "id");
  }

  private static CanonicalRecord answered(
      JsonNode record,
      @Nullable JsonNode request,
      @Nullable JsonNode givenResponse,
      @Nullable String recordId,
      String lineSha256)
      throws RecordFault {
    List<Message> sent = Messages.readAll(member(request, "messages"));
    JsonNode response =
        givenResponse != null && givenResponse.isArray()
            ? ChunkedResponse.merged(givenResponse)
            : givenResponse;
    Context context = new Context(record, request, response, recordId, lineSha256);
    List<CanonicalRow> rows = new ArrayList<>();
    int position = 0;
    for (JsonNode choice : choices(response)) {
      int index =
          member(choice, "index") instanceof NumberText number && number.integral()
              ? number.decimal().intValue()
              : position;
      List<Message> messages = new ArrayList<>(sent);
      JsonNode message = member(choice, "message");
      if (message != null) {
        messages.addAll(Messages.read(message, Role.ASSISTANT));
      } else if (text(choice, "text") != null) {
        messages.add(Message.of(Role.ASSISTANT, text(choice, "text")));
      }
      rows.add(context.row(index, messages, text(choice, "finish_reason"), "model"));
      position++;
    }
    if (rows.isEmpty()) {
      rows.add(context.row(0, sent, null, null));
    }
    return checked(recordId, rows);
  }

  private static List<JsonNode> choices(@Nullable JsonNode response) throws RecordFault {
    JsonNode choices = member(response, "choices");
    List<JsonNode> found = new ArrayList<>();
    if (choices == null) {
      return found;
    }
    if (!choices.isArray()) {
      throw new RecordFault(Reason.BAD_TYPE);
    }
    for (JsonNode choice : choices) {
      if (!choice.isObject()) {
        throw new RecordFault(Reason.BAD_TYPE);
      }
      found.add(choice);
    }
    return found;
  }

  private static CanonicalRecord preference(JsonNode record, JsonNode input, String lineSha256)
      throws RecordFault {
    List<Message> sent = Messages.readAll(member(input, "messages"));
    Context context = new Context(record, input, null, null, lineSha256);
    List<CanonicalRow> rows = new ArrayList<>();
    String[] outputs = {"preferred_output", "non_preferred_output"};
    for (int choice = 0; choice < outputs.length; choice++) {
      List<Message> messages = new ArrayList<>(sent);
      messages.addAll(Messages.readAll(member(record, outputs[choice])));
      Feedback feedback =
          choice == 0
              ? new Feedback("preference", 1.0, "chosen", null, "unknown")
              : new Feedback("preference", 0.0, "rejected", null, "unknown");
      rows.add(context.row(choice, messages, null, "unknown").withFeedback(feedback));
    }
    return checked(null, rows);
  }

  private static CanonicalRecord chat(JsonNode record, String lineSha256) throws RecordFault {
    List<Message> messages = Messages.readAll(member(record, "messages"));
    Context context = new Context(record, record, null, null, lineSha256);
    boolean answered =
        !messages.isEmpty() && messages.get(messages.size() - 1).role() == Role.ASSISTANT;
    return checked(null, List.of(context.row(0, messages, null, answered ? "unknown" : null)));
  }

  private static CanonicalRecord checked(@Nullable String recordId, List<CanonicalRow> rows)
      throws RecordFault {
    boolean content =
        rows.stream().anyMatch(row -> CanonicalRow.hasContent(row.conversation().messages()));
    if (!content) {
      throw new RecordFault(Reason.NO_CONTENT);
    }
    return new CanonicalRecord(recordId, rows);
  }

  /** The fields that all rows of a record share. */
  private record Context(
      JsonNode record,
      @Nullable JsonNode request,
      @Nullable JsonNode response,
      @Nullable String responseId,
      String lineSha256) {

    CanonicalRow row(
        int choice,
        List<Message> messages,
        @Nullable String finishReason,
        @Nullable String defaultAuthor) {
      JsonNode[] maps = {
        member(record, "metadata"), member(request, "metadata"), member(response, "metadata")
      };
      String recordId = id(record, "id");
      String conversationId =
          first(
              id(record, "conversation_id"),
              MetadataEntries.id("conversation_id", maps),
              recordId,
              responseId);
      if (conversationId == null) {
        conversationId = "sha256:" + lineSha256;
      }
      String traceId = first(id(record, "trace_id"), recordId, responseId);
      Map<String, String> metadata = MetadataEntries.merged(maps);
      if (finishReason != null) {
        metadata.put("finish_reason", finishReason);
      }
      String author = text(record, "output_of");
      var tools = Tools.of(request);
      return new CanonicalRow(
          conversationId,
          traceId == null ? conversationId : traceId,
          null,
          choice,
          first(
              time(record, "timestamp"),
              time(record, "created_at"),
              time(response, "created"),
              time(record, "created")),
          first(id(response, "model"), id(request, "model"), id(record, "model")),
          first(
              id(request, "user"),
              id(record, "user"),
              id(request, "safety_identifier"),
              id(record, "safety_identifier"),
              MetadataEntries.id("user_id", maps)),
          first(id(record, "session_id"), MetadataEntries.id("session_id", maps)),
          first(
              id(record, "tenant"), id(record, "tenant_id"), MetadataEntries.id("tenant_id", maps)),
          new Conversation(messages, tools.isEmpty() ? Tools.of(record) : tools, metadata),
          FeedbackEntries.of(record, choice),
          defaultAuthor != null && author != null && AUTHORS.contains(author)
              ? author
              : defaultAuthor);
    }
  }
}
