package dev.palimpsest.audit.train;

import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a conversation looks like to a model that is trained here. One line feed after every part:
 *
 * <pre>
 * &lt;|tools|>find_customer get_order&lt;|end|>
 * &lt;|system|>You help customers.&lt;|end|>
 * &lt;|user|>Where is my parcel?&lt;|end|>
 * &lt;|assistant|>I will look.&lt;|call|>get_order {"order_id":"BL-17"}&lt;|end|>
 * &lt;|tool|>{"status":"shipped"}&lt;|end|>
 * </pre>
 *
 * <p>Of tools only the names are rendered, of messages the content and the calls; absent content is
 * empty. Reasoning, names of speakers and ids of calls are left out. {@link #template} is the same
 * in Jinja, for {@code tokenizer_config.json}. A content that spells a special token becomes that
 * token, as it does with every template.
 */
public final class ChatText {

  /** Ends a text that is no conversation. */
  public static final String END_OF_TEXT = "<|endoftext|>";

  /** Ends every part of a conversation. */
  public static final String END = "<|end|>";

  private static final String TOOLS = "<|tools|>";
  private static final String CALL = "<|call|>";

  private ChatText() {}

  /** The tokens that structure a text, in the order of their ids. */
  public static List<String> specialTokens() {
    List<String> tokens = new ArrayList<>(List.of(END_OF_TEXT, END, TOOLS, CALL));
    for (Role role : Role.values()) {
      tokens.add(opening(role));
    }
    return tokens;
  }

  /** Renders {@code conversation} and marks its targets. */
  public static TrainingText render(Conversation conversation, LossOn lossOn) {
    Rendering rendering = new Rendering();
    if (!conversation.tools().isEmpty()) {
      String names = conversation.tools().stream().map(Tool::name).collect(Collectors.joining(" "));
      rendering.add(TOOLS + names + END + "\n", lossOn == LossOn.ALL);
    }
    for (Message message : conversation.messages()) {
      boolean weighs = message.weight() == null || message.weight() != 0;
      boolean frame = weighs && lossOn == LossOn.ALL;
      boolean body = frame || (weighs && message.role() == Role.ASSISTANT);
      rendering.add(opening(message.role()), frame);
      rendering.add(body(message), body);
      rendering.add("\n", frame);
    }
    return rendering.finish();
  }

  /**
   * The same as a Jinja template. What the assistant writes is marked by {@code generation} blocks.
   */
  public static String template() {
    try (InputStream stream = ChatText.class.getResourceAsStream("chat_template.jinja")) {
      if (stream == null) {
        throw new IllegalStateException("chat_template.jinja is missing in the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read chat_template.jinja", e);
    }
  }

  private static String opening(Role role) {
    return "<|" + role.text() + "|>";
  }

  private static String body(Message message) {
    StringBuilder body = new StringBuilder();
    body.append(message.content() == null ? "" : message.content());
    if (message.role() == Role.ASSISTANT) {
      for (ToolCall call : message.toolCalls()) {
        body.append(CALL).append(call.name()).append(' ').append(call.arguments());
      }
    }
    return body.append(END).toString();
  }

  /** A text that grows, with its target ranges; neighbouring ranges are made one. */
  private static final class Rendering {

    private final StringBuilder text = new StringBuilder();
    private final List<TextRange> targets = new ArrayList<>();
    private int length;

    void add(String part, boolean isTarget) {
      int end = length + part.codePointCount(0, part.length());
      text.append(part);
      if (isTarget) {
        int last = targets.size() - 1;
        if (last >= 0 && targets.get(last).end() == length) {
          targets.set(last, new TextRange(targets.get(last).start(), end));
        } else {
          targets.add(new TextRange(length, end));
        }
      }
      length = end;
    }

    TrainingText finish() {
      return new TrainingText(text.toString(), targets);
    }
  }
}
