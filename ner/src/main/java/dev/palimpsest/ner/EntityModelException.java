package dev.palimpsest.ner;

/** A folder holds no entity model that can be used. The message says what to do about it. */
public final class EntityModelException extends RuntimeException {

  private static final long serialVersionUID = 1;

  EntityModelException(String message) {
    super(message);
  }

  EntityModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
