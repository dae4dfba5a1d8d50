package dev.palimpsest.jobs.corpus;

import dev.palimpsest.audit.canary.Canary;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.List;
import java.util.Map;

/**
 * A canary as a conversation: the sentence is the assistant's, so that its secret is a training
 * target whatever the loss is taken on.
 */
public final class CanaryConversation {

  private static final String QUESTION = "Please note this for the file.";

  private CanaryConversation() {}

  /** The conversation that is trained on, and that an audit asks about. */
  public static Conversation of(String text) {
    return new Conversation(
        List.of(Message.of(Role.USER, QUESTION), Message.of(Role.ASSISTANT, text)),
        List.of(),
        Map.of());
  }

  /** Id of a canary in the lake: plans of different corpora number theirs alike. */
  static String id(CorpusConfiguration configuration, int version, Canary canary) {
    return configuration.name() + "-" + version + "/" + canary.arm().id();
  }

  /** Id of the row that plants it for the {@code repetition}-th time. */
  static String rowId(String canaryId, int repetition) {
    return JobRun.sha256("canary|" + canaryId + "|" + repetition);
  }
}
