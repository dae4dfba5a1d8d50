package dev.palimpsest.audit.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The chat template of a folder: {@code chat_template.jinja}, or else {@code chat_template} of
 * {@code tokenizer_config.json}, which is a string or a list of named templates of which the one
 * called {@code default} is taken.
 */
final class ChatTemplateFile {

  private ChatTemplateFile() {}

  static Optional<String> read(Path folder) {
    Path file = folder.resolve("chat_template.jinja");
    if (Files.isRegularFile(file)) {
      try {
        return Optional.of(Files.readString(file));
      } catch (IOException e) {
        throw new CheckpointException("chat_template.jinja: cannot be read as UTF-8", e);
      }
    }
    Path config = folder.resolve("tokenizer_config.json");
    return Files.isRegularFile(config)
        ? choose(Settings.parse(config).path("chat_template"))
        : Optional.empty();
  }

  private static Optional<String> choose(JsonNode template) {
    if (template.isTextual()) {
      return Optional.of(template.textValue());
    }
    for (JsonNode named : template) {
      if (named.path("name").asText().equals("default")) {
        return Optional.of(named.path("template").asText());
      }
    }
    return Optional.empty();
  }
}
