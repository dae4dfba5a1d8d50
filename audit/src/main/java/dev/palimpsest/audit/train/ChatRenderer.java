package dev.palimpsest.audit.train;

import dev.palimpsest.audit.checkpoint.Checkpoint;
import dev.palimpsest.text.Conversation;
import java.nio.file.Path;

/** Turns a conversation into the text that a model is trained on. */
@FunctionalInterface
public interface ChatRenderer {

  TrainingText render(Conversation conversation);

  /**
   * The rendering that fits what a run starts from: the base's chat template if it has one, or else
   * {@link ChatText}.
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
    return ChatLayout.PLAIN.renderer(lossOn);
  }

  private static ChatRenderer ofBase(Path base, LossOn lossOn) {
    return ChatLayout.of(Checkpoint.open(base)).renderer(lossOn);
  }
}
