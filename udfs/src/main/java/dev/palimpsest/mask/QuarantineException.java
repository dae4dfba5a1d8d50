package dev.palimpsest.mask;

/** A conversation holds what the policy does not let pass in any form. */
public final class QuarantineException extends RuntimeException {

  private static final long serialVersionUID = 1;

  QuarantineException(String policy, String type) {
    super("policy " + policy + " sends conversations with " + type + " to quarantine");
  }
}
