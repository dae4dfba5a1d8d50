package dev.palimpsest.text;

import org.jspecify.annotations.Nullable;

/**
 * A call of a tool by the model.
 *
 * @param id links the call to the tool message that answers it; null when the source has none
 * @param name the tool
 * @param arguments the text as the model wrote it, usually a JSON object; may be empty
 */
public record ToolCall(@Nullable String id, @Nullable String name, String arguments) {

  /** Carries no content: messages hold personal data and must not reach a log. */
  @Override
  public String toString() {
    return "ToolCall[arguments of " + arguments.length() + " chars]";
  }
}
