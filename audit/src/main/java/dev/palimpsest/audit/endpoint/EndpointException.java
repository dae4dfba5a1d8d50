package dev.palimpsest.audit.endpoint;

/**
 * A server that did not answer, or not as its protocol says. The message is one line: which
 * address, what happened, what to do. It holds nothing of what was asked or answered.
 */
public final class EndpointException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EndpointException(String message) {
    super(message);
  }

  EndpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
