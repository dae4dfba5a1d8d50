package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.palimpsest.audit.chat.ChatTemplate;
import dev.palimpsest.audit.chat.ChatTemplate.Ending;
import dev.palimpsest.audit.chat.ChatTemplate.Rendered;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Renders with the chat template of the base. Where the template marks what the assistant writes,
 * the marks are the targets; elsewhere a message is what its rendering adds to that of the messages
 * before it.
 */
final class TemplateRenderer implements ChatRenderer {
  private final ChatTemplate template;
  private final LossOn lossOn;

  TemplateRenderer(ChatTemplate template, LossOn lossOn) {
    this.template = template;
    this.lossOn = lossOn;
  }

  @Override
  public TrainingText render(Conversation conversation) {
    ArrayNode messages = ConversationJson.messages(conversation);
    JsonNode tools = ConversationJson.tools(conversation);
    Rendered whole = render(messages, tools, messages.size(), Ending.CONVERSATION);
    boolean weighed =
        conversation.messages().stream().anyMatch(m -> m.weight() != null && m.weight() == 0);
    List<TextRange> targets;
    if (lossOn == LossOn.ALL && !weighed) {
      targets = TrainingText.of(whole.text()).targets();
    } else if (lossOn == LossOn.ASSISTANT && !weighed && !whole.generated().isEmpty()) {
      targets = whole.generated().stream().map(r -> new TextRange(r.start(), r.end())).toList();
    } else {
      targets = perMessage(conversation, messages, tools, whole.text());
    }
    return new TrainingText(whole.text(), targets, TrainingText.SpecialTokens.IN_TEXT);
  }

  private List<TextRange> perMessage(
      Conversation conversation, ArrayNode messages, JsonNode tools, String whole) {
    List<TextRange> targets = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Message message = conversation.messages().get(i);
      boolean weighs = message.weight() == null || message.weight() != 0;
      if (weighs && (lossOn == LossOn.ALL || message.role() == Role.ASSISTANT)) {
        Ending before =
            message.role() == Role.ASSISTANT ? Ending.ASSISTANT_PROMPT : Ending.CONVERSATION;
        int start = i == 0 ? 0 : length(render(messages, tools, i, before), whole);
        int end = length(render(messages, tools, i + 1, Ending.CONVERSATION), whole);
        targets.add(new TextRange(Math.min(start, end), end));
      }
    }
    return targets;
  }

  private Rendered render(ArrayNode messages, JsonNode tools, int count, Ending ending) {
    ArrayNode first = messages.arrayNode();
    for (int i = 0; i < count; i++) {
      first.add(messages.get(i));
    }
    return template.render(first, tools, ending, Map.of());
  }

  /** Length in code points of a rendering that must be the beginning of the whole. */
  private static int length(Rendered beginning, String whole) {
    if (!whole.startsWith(beginning.text())) {
      throw new IllegalArgumentException(
          "the base's chat template renders the beginning of the conversation differently on its"
              + " own, so its messages cannot be told apart; train on all tokens, with no message"
              + " of weight 0");
    }
    return beginning.text().codePointCount(0, beginning.text().length());
  }
}
