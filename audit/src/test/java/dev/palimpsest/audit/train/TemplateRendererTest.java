package dev.palimpsest.audit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.palimpsest.audit.Golden;
import dev.palimpsest.audit.chat.ChatTemplate;
import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import dev.palimpsest.text.Tool;
import dev.palimpsest.text.ToolCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateRendererTest {
  private static final Conversation CONVERSATION =
      conversation(
          Message.of(Role.USER, "Wo? 😀"),
          answer("Hier.", null),
          Message.of(Role.USER, "When?"),
          answer("Now.", null));

  @Test
  void render_lossOnAll_targetsTheWholeText() {
    TrainingText text = render(Golden.Model.GPT_NEOX, LossOn.ALL, CONVERSATION);

    assertThat(targets(text)).containsExactly(text.text());
    assertThat(text.specialTokens()).isEqualTo(TrainingText.SpecialTokens.IN_TEXT);
  }

  @Test
  void render_templateWithMarks_targetsWhatItMarks() {
    TrainingText text = render(Golden.Model.QWEN2, LossOn.ASSISTANT, CONVERSATION);

    assertThat(targets(text)).containsExactly("Hier.<|im_end|>", "Now.<|im_end|>");
  }

  @Test
  void render_templateWithoutMarks_targetsWhatEachAnswerAdds() {
    TrainingText text = render(Golden.Model.MISTRAL, LossOn.ASSISTANT, CONVERSATION);

    assertThat(text.text()).isEqualTo("<s>[INST]Wo? 😀[/INST]Hier.</s>[INST]When?[/INST]Now.</s>");
    assertThat(targets(text)).containsExactly("Hier.</s>", "Now.</s>");
  }

  @Test
  void render_messageOfWeightZero_isNoTarget() {
    Conversation weighed =
        conversation(
            Message.of(Role.USER, "a"), answer("b", 0), Message.of(Role.USER, "c"), answer("d", 1));

    assertThat(targets(render(Golden.Model.QWEN2, LossOn.ASSISTANT, weighed)))
        .containsExactly("d<|im_end|>\n");
    assertThat(targets(render(Golden.Model.MISTRAL, LossOn.ALL, weighed)))
        .containsExactly("<s>[INST]a[/INST]", "[INST]c[/INST]", "d</s>");
  }

  @Test
  void render_templateThatEndsEveryConversation_isRefusedWhereMessagesMustBeToldApart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> render(Golden.Model.PHI3, LossOn.ASSISTANT, CONVERSATION))
        .withMessageStartingWith("the base's chat template renders the beginning");
  }

  @Test
  void render_toolCall_givesTheTemplateObjects() {
    Message call =
        new Message(
            Role.ASSISTANT,
            null,
            null,
            null,
            List.of(new ToolCall("c1", "tide_at", "{\"hour\":9,\"port\":\"Riga\"}")),
            null,
            null);
    Conversation withTools =
        new Conversation(
            List.of(Message.of(Role.USER, "Tide?"), call),
            List.of(new Tool("tide_at", "Height", "{\"type\":\"object\"}")),
            Map.of());

    assertThat(render(Golden.Model.QWEN2, LossOn.ALL, withTools).text())
        .contains(
            "{\"type\": \"function\", \"function\": {\"name\": \"tide_at\", \"description\":"
                + " \"Height\", \"parameters\": {\"type\": \"object\"}}}")
        .contains("{\"name\": \"tide_at\", \"arguments\": {\"hour\": 9, \"port\": \"Riga\"}}");
  }

  private static Message answer(String text, Integer weight) {
    return new Message(Role.ASSISTANT, text, null, null, List.of(), null, weight);
  }

  private static Conversation conversation(Message... messages) {
    return new Conversation(List.of(messages), List.of(), Map.of());
  }

  private static TrainingText render(Golden.Model model, LossOn lossOn, Conversation conversation) {
    ChatTemplate template = ChatTemplate.of(Checkpoint.open(model.checkpoint())).orElseThrow();
    return new TemplateRenderer(template, lossOn).render(conversation);
  }

  private static List<String> targets(TrainingText text) {
    return text.targets().stream()
        .map(
            range -> {
              int start = text.text().offsetByCodePoints(0, range.start());
              return text.text().substring(start, text.text().offsetByCodePoints(0, range.end()));
            })
        .toList();
  }
}
