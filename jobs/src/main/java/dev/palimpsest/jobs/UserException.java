package dev.palimpsest.jobs;

/**
 * Bad configuration or input: the person who ran the command can mend it. The message is one line
 * that says what is wrong, why, and what to do, with the value and the place; it never holds trace
 * text.
 */
public final class UserException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UserException(String message) {
    super(message);
  }

  public UserException(String message, Throwable cause) {
    super(message, cause);
  }
}
