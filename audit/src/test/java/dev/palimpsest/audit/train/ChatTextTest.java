package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubspot.jinjava.Jinjava;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatTextTest {

  private static final Conversation CONVERSATION =
      new Conversation(
          List.of(
              Message.of(Role.SYSTEM, "Help."),
              Message.of(Role.USER, "Où est <b>mon</b> colis? 😀"),
              new Message(
                  Role.ASSISTANT,
                  null,
                  "thinking",
                  null,
                  List.of(
                      new ToolCall("1", "track", "{\"id\": 7}"), new ToolCall("2", "look", "{}")),
                  null,
                  null),
              new Message(Role.TOOL, "{\"at\":\"Alder\"}", null, "track", List.of(), "1", null),
              Message.of(Role.ASSISTANT, "In Alder.\nSoon.")),
          List.of(new Tool("track", "Tracks", "{}"), new Tool("look", null, null)),
          Map.of());

  private static final String RENDERED =
      """
      <|tools|>track look<|end|>
      <|system|>Help.<|end|>
      <|user|>Où est <b>mon</b> colis? 😀<|end|>
      <|assistant|><|call|>track {"id": 7}<|call|>look {}<|end|>
      <|tool|>{"at":"Alder"}<|end|>
      <|assistant|>In Alder.
      Soon.<|end|>
      """;

  @Test
  void render_toolsCallsAndResults_areOnOneLineEach() {
    assertThat(ChatText.render(CONVERSATION, LossOn.ALL).text()).isEqualTo(RENDERED);
  }

  @Test
  void render_lossOnAll_coversEverything() {
    TrainingText text = ChatText.render(CONVERSATION, LossOn.ALL);
    assertThat(targets(text)).containsExactly(RENDERED);
  }

  @Test
  void render_lossOnAssistant_coversItsTurnsToTheirEnd() {
    TrainingText text = ChatText.render(CONVERSATION, LossOn.ASSISTANT);
    assertThat(targets(text))
        .containsExactly(
            "<|call|>track {\"id\": 7}<|call|>look {}<|end|>", "In Alder.\nSoon.<|end|>");
  }

  @Test
  void render_messageOfWeightZero_isNoTarget() {
    Conversation conversation =
        new Conversation(
            List.of(
                Message.of(Role.USER, "a"),
                new Message(Role.ASSISTANT, "b", null, null, List.of(), null, 0),
                new Message(Role.ASSISTANT, "c", null, null, List.of(), null, 1)),
            List.of(),
            Map.of());
    assertThat(targets(ChatText.render(conversation, LossOn.ALL)))
        .containsExactly("<|user|>a<|end|>\n", "<|assistant|>c<|end|>\n");
    assertThat(targets(ChatText.render(conversation, LossOn.ASSISTANT)))
        .containsExactly("c<|end|>");
  }

  @Test
  void template_renderedByJinja_givesTheSameText() {
    Map<String, Object> variables = new HashMap<>();
    variables.put("messages", messages());
    variables.put(
        "tools",
        List.of(
            Map.of("function", Map.of("name", "track")),
            Map.of("function", Map.of("name", "look"))));
    assertThat(jinja(variables)).isEqualTo(RENDERED);
    variables.put("add_generation_prompt", true);
    assertThat(jinja(variables)).isEqualTo(RENDERED + "<|assistant|>");
    variables.remove("tools");
    assertThat(jinja(variables))
        .isEqualTo(RENDERED.substring(RENDERED.indexOf('\n') + 1) + "<|assistant|>");
  }

  /** Plain Jinja knows no generation blocks: they mark text and print nothing. */
  private static String jinja(Map<String, Object> variables) {
    String template = ChatText.template().replaceAll("\\{%- (end)?generation -%}\\s*", "");
    return new Jinjava().render(template, variables);
  }

  private static List<Map<String, Object>> messages() {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (Message message : CONVERSATION.messages()) {
      Map<String, Object> node = new HashMap<>();
      node.put("role", message.role().text());
      node.put("content", message.content());
      List<Map<String, Object>> calls = new ArrayList<>();
      for (ToolCall call : message.toolCalls()) {
        calls.add(
            Map.of(
                "function",
                Map.of("name", String.valueOf(call.name()), "arguments", call.arguments())));
      }
      node.put("tool_calls", calls);
      messages.add(node);
    }
    return messages;
  }

  private static List<String> targets(TrainingText text) {
    return text.targets().stream()
        .map(
            range ->
                text.text()
                    .substring(
                        text.text().offsetByCodePoints(0, range.start()),
                        text.text().offsetByCodePoints(0, range.end())))
        .toList();
  }
}
