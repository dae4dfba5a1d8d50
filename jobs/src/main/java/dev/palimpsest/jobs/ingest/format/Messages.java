package dev.palimpsest.jobs.ingest.format;

import static dev.palimpsest.jobs.ingest.format.Json.member;
import static dev.palimpsest.jobs.ingest.format.Values.first;
import static dev.palimpsest.jobs.ingest.format.Values.id;
import static dev.palimpsest.jobs.ingest.format.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages in the shape of OpenAI's chat API and its relatives. */
final class Messages {

  private static final Map<String, Role> ROLES =
      Map.ofEntries(
          Map.entry("system", Role.SYSTEM),
          Map.entry("developer", Role.SYSTEM),
          Map.entry("user", Role.USER),
          Map.entry("human", Role.USER),
          Map.entry("assistant", Role.ASSISTANT),
          Map.entry("ai", Role.ASSISTANT),
          Map.entry("gpt", Role.ASSISTANT),
          Map.entry("model", Role.ASSISTANT),
          Map.entry("bot", Role.ASSISTANT),
          Map.entry("tool", Role.TOOL),
          Map.entry("function", Role.TOOL),
          Map.entry("observation", Role.TOOL));

  private Messages() {}

  /**
   * The messages of an array; absent gives none.
   *
   * @throws RecordFault {@code BAD_TYPE} or {@code UNKNOWN_ROLE}
   */
  static List<Message> readAll(@Nullable JsonNode array) throws RecordFault {
    List<Message> messages = new ArrayList<>();
    if (array == null) {
      return messages;
    }
    if (!array.isArray()) {
      throw new RecordFault(Reason.BAD_TYPE);
    }
    for (JsonNode message : array) {
      messages.addAll(read(message, null));
    }
    return messages;
  }

  /**
   * One message; result parts in it become messages of their own.
   *
   * @param defaultRole role when the message has none; null if it must have one
   */
  static List<Message> read(JsonNode message, @Nullable Role defaultRole) throws RecordFault {
    if (!message.isObject()) {
      throw new RecordFault(Reason.BAD_TYPE);
    }
    JsonNode role = member(message, "role");
    JsonNode content = member(message, "content");
    boolean badRole = role != null && !role.isTextual();
    boolean badContent = content != null && !content.isTextual() && !content.isArray();
    JsonNode calls = member(message, "tool_calls");
    if (badRole || badContent || calls != null && !calls.isArray()) {
      throw new RecordFault(Reason.BAD_TYPE);
    }
    // Types come before roles: the parts are read before an unknown role is reported.
    Role known = role == null ? defaultRole : ROLES.get(role.textValue().toLowerCase(Locale.ROOT));
    MessageParts parts = new MessageParts(known == null ? Role.USER : known);
    if (content != null && content.isArray()) {
      Parts.read(content, parts);
    }
    if (known == null) {
      throw new RecordFault(Reason.UNKNOWN_ROLE);
    }
    if (!parts.hasReasoning()) {
      parts.reasoning(first(text(message, "reasoning_content"), text(message, "reasoning")));
    }
    ToolCalls.read(message, parts);
    String said = content != null && content.isTextual() ? content.textValue() : parts.content();
    if (content == null) {
      said = first(text(message, "refusal"), audio(message));
    }
    return parts.messages(
        withheld(said) ? null : said,
        text(message, "name"),
        known == Role.TOOL ? id(message, "tool_call_id") : null,
        weight(message));
  }

  private static @Nullable String audio(JsonNode message) {
    JsonNode audio = member(message, "audio");
    if (audio == null || !audio.isObject()) {
      return null;
    }
    String transcript = text(audio, "transcript");
    String data = text(audio, "data");
    String marker = data == null ? null : Marker.data("audio", null, data);
    return transcript != null && marker != null
        ? transcript + "\n" + marker
        : first(transcript, marker);
  }

  /** Whether the text says that a text was withheld. */
  private static boolean withheld(@Nullable String text) {
    return text != null
        && (text.equals("__REDACTED__")
            || text.equals("redacted-by-litellm")
            || text.startsWith("redacted by litellm"));
  }

  private static @Nullable Integer weight(JsonNode message) {
    JsonNode weight = member(message, "weight");
    if (weight instanceof NumberText number) {
      double value = number.doubleValue();
      return value == 0 ? Integer.valueOf(0) : value == 1 ? Integer.valueOf(1) : null;
    }
    return null;
  }
}
