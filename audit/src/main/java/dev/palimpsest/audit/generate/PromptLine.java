package dev.palimpsest.audit.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A line of input: an id, and one of a text, tokens or messages.
 *
 * @param number of the line, from 1
 * @param id as given
 * @param maxNewTokens of this line, if it has its own
 */
record PromptLine(
    long number,
    JsonNode id,
    @Nullable String text,
    int @Nullable [] tokens,
    @Nullable JsonNode messages,
    JsonNode tools,
    OptionalInt maxNewTokens) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static PromptLine parse(String line, long number) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      // The parser's message quotes the line, which may hold personal data.
      throw fault(number, "not valid JSON");
    }
    JsonNode id = node.get("id");
    JsonNode text = node.get("text");
    JsonNode tokens = node.get("tokens");
    JsonNode messages = node.get("messages");
    int prompts = (text == null ? 0 : 1) + (tokens == null ? 0 : 1) + (messages == null ? 0 : 1);
    if (id == null || !id.isValueNode() || prompts != 1) {
      throw fault(number, "needs an id, and one of text, tokens and messages");
    }
    if (text != null && !text.isTextual()) {
      throw fault(number, "text must be a string");
    }
    if (messages != null && !messages.isArray()) {
      throw fault(number, "messages must be a list");
    }
    JsonNode most = node.path("max_new_tokens");
    if (!most.isMissingNode() && !(most.isInt() && most.intValue() >= 0)) {
      throw fault(number, "max_new_tokens must be an integer of at least 0");
    }
    return new PromptLine(
        number,
        id,
        text == null ? null : text.textValue(),
        tokens == null ? null : ids(tokens, number),
        messages,
        node.path("tools"),
        most.isInt() ? OptionalInt.of(most.intValue()) : OptionalInt.empty());
  }

  private static int[] ids(JsonNode tokens, long number) {
    int[] ids = new int[tokens.size()];
    for (int i = 0; i < ids.length; i++) {
      if (!tokens.isArray() || !tokens.get(i).isInt()) {
        throw fault(number, "tokens must be a list of ids");
      }
      ids[i] = tokens.get(i).intValue();
    }
    return ids;
  }

  static IllegalArgumentException fault(long number, String what) {
    return new IllegalArgumentException("line " + number + ": " + what);
  }
}
