package dev.palimpsest.mask;

/**
 * A conversation holds what the policy does not let pass in any form. The message names the type
 * and never the value.
 */
public abstract sealed class RefusedRowException extends RuntimeException
    permits QuarantineException, DroppedRowException {

  private static final long serialVersionUID = 1;

  RefusedRowException(String message) {
    super(message);
  }
}
