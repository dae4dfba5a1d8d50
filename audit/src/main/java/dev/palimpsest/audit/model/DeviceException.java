package dev.palimpsest.audit.model;

/**
 * A device that cannot be used, or has not the memory that a model needs. The message is one line
 * that says why and what to do.
 */
public final class DeviceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DeviceException(String message) {
    super(message);
  }

  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
