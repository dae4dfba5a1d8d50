package dev.palimpsest.audit.train;

import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.text.Conversation;
import java.nio.file.Path;
import java.util.Optional;

/** Turns a conversation into the text that a model is trained on. */
@FunctionalInterface
public interface ChatRenderer {

  TrainingText render(Conversation conversation);

  /**
   * The rendering that fits what a run starts from. A base with a chat template of its own expects
   * that template, which is not rendered here: its conversations are refused.
   *
   * @throws dev.palimpsest.audit.checkpoint.CheckpointException if the base cannot be opened
   */
  static ChatRenderer of(Start start, LossOn lossOn) {
    if (start instanceof Start.Full full) {
      return ofBase(full.base(), lossOn);
    }
    if (start instanceof Start.LowRank lowRank) {
      return ofBase(lowRank.base(), lossOn);
    }
    return conversation -> ChatText.render(conversation, lossOn);
  }

  private static ChatRenderer ofBase(Path base, LossOn lossOn) {
    Optional<String> template = Checkpoint.open(base).chatTemplate();
    if (template.isEmpty() || template.get().equals(ChatText.template())) {
      return conversation -> ChatText.render(conversation, lossOn);
    }
    return conversation -> {
      throw new IllegalArgumentException(
          "the base has a chat template of its own; render the conversation with it and give the"
              + " result as \"text\"");
    };
  }
}
