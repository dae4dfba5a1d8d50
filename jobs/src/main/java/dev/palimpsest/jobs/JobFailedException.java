package dev.palimpsest.jobs;

/** A job that began and could not end: nothing it was about to publish is visible. */
public final class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public JobFailedException(String message) {
    super(message);
  }

  public JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
