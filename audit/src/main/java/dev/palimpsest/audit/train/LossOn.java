package dev.palimpsest.audit.train;

/** Which tokens of a conversation are training targets. The first token of a row never is. */
public enum LossOn {
  /** Everything but messages of weight 0. */
  ALL,
  /** What the assistant wrote, its calls and the end of its turn; not messages of weight 0. */
  ASSISTANT
}
