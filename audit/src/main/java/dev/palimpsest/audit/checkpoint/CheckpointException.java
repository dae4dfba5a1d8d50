package dev.palimpsest.audit.checkpoint;

/**
 * A checkpoint, tokenizer or adapter that cannot be used. The message is one line: which file and
 * which tensor or setting, what is wrong with it, and the value found.
 */
public final class CheckpointException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message.replaceAll("\\R", " "));
  }

  public CheckpointException(String message, Throwable cause) {
    super(message.replaceAll("\\R", " "), cause);
  }
}
