package dev.palimpsest.audit.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checkpoint's chat template, ready to render conversations as the transformers library does: a
 * message's keys without a value are dropped, {@code tools} is always defined, and so are the
 * special tokens that the tokenizer names.
 */
public final class ChatTemplate {
  private final Statement program;
  private final Map<String, String> specialTokens;
  private final Clock clock;

  private ChatTemplate(Statement program, Map<String, String> specialTokens, Clock clock) {
    this.program = program;
    this.specialTokens = Map.copyOf(specialTokens);
    this.clock = clock;
  }

  /**
   * The template of {@code checkpoint}, if it has one.
   *
   * @throws TemplateException if it cannot be read
   */
  public static Optional<ChatTemplate> of(Checkpoint checkpoint) {
    return checkpoint
        .chatTemplate()
        .map(text -> parse(text, checkpoint.specialTokens(), Clock.systemDefaultZone()));
  }

  /**
   * The template with the text {@code source}.
   *
   * @param specialTokens such as {@code bos_token}, by name
   * @param clock asked by templates that write the date
   * @throws TemplateException if it cannot be read; says where and why
   */
  public static ChatTemplate parse(String source, Map<String, String> specialTokens, Clock clock) {
    return new ChatTemplate(StatementParser.parse(Lexer.tokens(source)), specialTokens, clock);
  }

  /** Where a rendering ends. */
  public enum Ending {
    /** With the last message. */
    CONVERSATION,
    /** With what precedes an answer of the assistant. */
    ASSISTANT_PROMPT
  }

  /**
   * A conversation as text.
   *
   * @param text holds all special tokens that the model expects
   * @param generated what the assistant wrote, if the template marks it
   */
  public record Rendered(String text, List<CharacterRange> generated) {
    public Rendered {
      generated = List.copyOf(generated);
    }

    /**
     * Whether the characters from {@code start} to {@code end} share any with {@link #generated}.
     */
    public boolean isGenerated(int start, int end) {
      return generated.stream().anyMatch(range -> start < range.end() && end > range.start());
    }
  }

  /**
   * Renders a conversation.
   *
   * @param messages OpenAI-style objects with {@code role} and {@code content}
   * @param tools OpenAI-style objects; JSON null for none
   * @param variables further variables of the template, such as {@code enable_thinking}
   * @throws TemplateException if the template raises an exception or cannot take the conversation
   */
  public Rendered render(
      JsonNode messages, JsonNode tools, Ending ending, Map<String, JsonNode> variables) {
    Map<String, Object> given = new LinkedHashMap<>(Functions.all(LocalDateTime.now(clock)));
    given.putAll(specialTokens);
    given.put("messages", JsonValues.messages(messages));
    given.put("tools", JsonValues.of(tools));
    given.put("documents", Values.None.NONE);
    given.put("add_generation_prompt", ending == Ending.ASSISTANT_PROMPT);
    variables.forEach((name, value) -> given.put(name, JsonValues.of(value)));
    Rendering rendering = new Rendering();
    try {
      // Templates assign on top of what they are given.
      program.execute(Scope.outermost(given).inner(), rendering);
    } catch (ArithmeticException e) {
      throw new TemplateException("chat template: a number has more than 64 bits");
    }
    return new Rendered(rendering.text(), rendering.generated());
  }
}
