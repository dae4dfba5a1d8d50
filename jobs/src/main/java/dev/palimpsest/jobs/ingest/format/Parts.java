package dev.palimpsest.jobs.ingest.format;

import static dev.palimpsest.jobs.ingest.format.Json.member;
import static dev.palimpsest.jobs.ingest.format.Values.first;
import static dev.palimpsest.jobs.ingest.format.Values.id;
import static dev.palimpsest.jobs.ingest.format.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Content that is an array of parts: one table for all formats. */
final class Parts {

  private static final Set<String> SOURCED = Set.of("image", "document", "file", "audio", "video");
  private static final Set<String> MODALITIES = Set.of("image", "audio", "video");

  private Parts() {}

  /** Adds what the parts say to the message that is being put together. */
  static void read(JsonNode parts, MessageParts message) throws RecordFault {
    for (JsonNode part : parts) {
      if (part.isTextual()) {
        message.text(part.textValue());
      } else if (part.isObject() && part.path("type").isTextual()) {
        read(part.path("type").textValue(), part, message);
      } else {
        throw new RecordFault(Reason.BAD_TYPE);
      }
    }
  }

  private static void read(String type, JsonNode part, MessageParts message) throws RecordFault {
    switch (type) {
      case "text", "input_text", "output_text" ->
          message.text(first(text(part, "text"), text(part, "content")));
      case "refusal" -> message.text(text(part, "refusal"));
      case "reasoning" -> message.reasoning(first(text(part, "content"), text(part, "text")));
      case "thinking" -> message.reasoning(text(part, "thinking"));
      case "redacted_thinking" -> {
        String data = text(part, "data");
        message.reasoning(data == null ? null : Marker.opaque("redacted_thinking", data));
      }
      case "tool_call" -> message.call(call(part, "arguments"));
      case "tool_use", "server_tool_use" -> message.call(call(part, "input"));
      case "server_tool_call" -> message.call(call(part, "server_tool_call"));
      case "tool_call_response" ->
          message.result(
              id(part, "id"), plain(first(member(part, "response"), member(part, "result"))));
      case "server_tool_call_response" ->
          message.result(id(part, "id"), plain(member(part, "server_tool_call_response")));
      case "tool_result" -> message.result(id(part, "tool_use_id"), result(part));
      default -> {
        if (type.endsWith("_tool_result")) {
          message.result(id(part, "tool_use_id"), plain(member(part, "content")));
        } else {
          notText(type, part, message);
        }
      }
    }
  }

  private static ToolCall call(JsonNode part, String arguments) {
    return new ToolCall(id(part, "id"), text(part, "name"), ToolCalls.arguments(part, arguments));
  }

  private static @Nullable String plain(@Nullable JsonNode value) {
    return value == null ? null : value.isTextual() ? value.textValue() : Json.compact(value);
  }

  /** A result's content: an array is parts, joined as in a tool message. */
  private static @Nullable String result(JsonNode part) throws RecordFault {
    JsonNode content = member(part, "content");
    if (content == null || !content.isArray()) {
      return plain(content);
    }
    MessageParts inner = new MessageParts(Role.TOOL);
    read(content, inner);
    return inner.content();
  }

  private static void notText(String type, JsonNode part, MessageParts message) throws RecordFault {
    JsonNode source = member(part, "source");
    if (SOURCED.contains(type) && source != null && source.isObject()) {
      if (sourced(type, source, message)) {
        return;
      }
    }
    String marker =
        switch (type) {
          case "image_url" -> imageUrl(part);
          case "input_audio" -> inputAudio(part);
          case "file" -> file(part);
          case "blob" -> {
            String content = text(part, "content");
            yield content == null
                ? null
                : Marker.data(modality(part), text(part, "mime_type"), content);
          }
          case "uri" -> {
            String uri = text(part, "uri");
            yield uri == null ? null : Marker.url(modality(part), uri);
          }
          default -> null;
        };
    message.marker(marker == null ? Marker.json(type, Json.compact(part)) : marker);
  }

  private static boolean sourced(String kind, JsonNode source, MessageParts message)
      throws RecordFault {
    String type = text(source, "type");
    String data = text(source, "data");
    String url = text(source, "url");
    String file = text(source, "file_id");
    JsonNode content = member(source, "content");
    if ("base64".equals(type) && data != null) {
      message.marker(Marker.data(kind, text(source, "media_type"), data));
    } else if ("url".equals(type) && url != null) {
      message.marker(Marker.url(kind, url));
    } else if ("file".equals(type) && file != null) {
      message.marker(Marker.fileId(kind, file));
    } else if ("text".equals(type) && data != null) {
      message.text(data);
    } else if ("content".equals(type) && content != null && content.isArray()) {
      read(content, message);
    } else if ("content".equals(type) && content != null && content.isTextual()) {
      message.text(content.textValue());
    } else {
      return false;
    }
    return true;
  }

  private static @Nullable String imageUrl(JsonNode part) {
    JsonNode image = member(part, "image_url");
    String url = image != null && image.isTextual() ? text(part, "image_url") : text(image, "url");
    return url == null ? null : Marker.url("image", url);
  }

  private static @Nullable String inputAudio(JsonNode part) {
    JsonNode audio = member(part, "input_audio");
    String data = text(audio, "data");
    String format = text(audio, "format");
    return data == null
        ? null
        : Marker.data("audio", format == null ? null : "audio/" + format, data);
  }

  private static @Nullable String file(JsonNode part) {
    JsonNode file = member(part, "file");
    String data = text(file, "file_data");
    if (data != null) {
      return Marker.url("file", data);
    }
    String inner = text(file, "file_id");
    if (inner != null) {
      return Marker.fileId("file", inner);
    }
    String own = text(part, "file_id");
    return own == null ? null : Marker.fileId(modality(part), own);
  }

  /** Kind of an OpenTelemetry part: its modality, else the main type of its media type. */
  private static String modality(JsonNode part) {
    String modality = text(part, "modality");
    if (modality != null) {
      return modality;
    }
    String type = text(part, "mime_type");
    String main = type == null ? "" : type.toLowerCase(Locale.ROOT).split("/", 2)[0].strip();
    return MODALITIES.contains(main) ? main : "file";
  }
}
