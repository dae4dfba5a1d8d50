package dev.palimpsest.near;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.ToolCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Reads conversations in OpenAI chat shape and what a reference implementation says of them. */
final class Cases {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Cases() {}

  static List<JsonNode> resource(String name) {
    return lines(Objects.requireNonNull(Cases.class.getResourceAsStream("/near/" + name), name));
  }

  static List<JsonNode> file(Path file) {
    try {
      InputStream bytes = Files.newInputStream(file);
      return lines(file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> lines(InputStream bytes) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      List<JsonNode> nodes = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        nodes.add(JSON.readTree(line));
      }
      return nodes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Conversation> conversations(List<JsonNode> rows) {
    Map<String, Conversation> conversations = new LinkedHashMap<>();
    rows.forEach(row -> conversations.put(row.get("id").asText(), conversation(row)));
    return conversations;
  }

  private static Conversation conversation(JsonNode row) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : row.path("messages")) {
      List<ToolCall> calls = new ArrayList<>();
      for (JsonNode call : message.path("tool_calls")) {
        JsonNode function = call.path("function");
        calls.add(
            new ToolCall(
                null, function.path("name").asText(), function.path("arguments").asText()));
      }
      String role = message.get("role").asText();
      messages.add(
          new Message(
              role.equals("developer") ? Role.SYSTEM : Role.of(role),
              content(message.path("content")),
              null,
              null,
              calls,
              null,
              null));
    }
    return new Conversation(messages, List.of(), Map.of());
  }

  private static String content(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.asText() : "";
    }
    List<String> parts = new ArrayList<>();
    content.forEach(
        part -> parts.add(part.isTextual() ? part.asText() : part.path("text").asText()));
    return String.join("\n", parts);
  }
}
