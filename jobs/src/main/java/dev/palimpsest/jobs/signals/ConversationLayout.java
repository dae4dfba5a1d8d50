package dev.palimpsest.jobs.signals;

import dev.palimpsest.audit.chat.TemplateException;
import dev.palimpsest.audit.train.ChatLayout;
import dev.palimpsest.audit.train.ChatRenderer;
import dev.palimpsest.audit.train.LossOn;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.text.Conversation;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Lays conversations out as a checkpoint was trained on them; sent to tasks. */
final class ConversationLayout implements Serializable {

  private static final long serialVersionUID = 1;

  private final ChatLayout layout;
  private transient @Nullable ChatRenderer renderer;

  ConversationLayout(ChatLayout layout) {
    this.layout = layout;
  }

  /**
   * @param id of the row, for the message
   * @throws UserException if the chat template refuses the conversation
   */
  DocumentText of(Conversation conversation, String id) {
    ChatRenderer current = renderer;
    if (current == null) {
      current = layout.renderer(LossOn.ALL);
      renderer = current;
    }
    try {
      return DocumentText.of(current.render(conversation));
    } catch (TemplateException e) {
      // Its message can quote the conversation.
      throw new UserException(
          "The checkpoint's chat template refuses row %s, so the checkpoint was trained on it in another layout. Audit it over files of the texts that it was trained on (palimpsest audit)."
              .formatted(id));
    }
  }
}
