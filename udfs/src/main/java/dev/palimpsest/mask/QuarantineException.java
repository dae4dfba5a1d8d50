package dev.palimpsest.mask;

/** A conversation that the policy sets aside, for somebody to look at. */
public final class QuarantineException extends RefusedRowException {

  private static final long serialVersionUID = 1;

  QuarantineException(String policy, String type) {
    super("policy " + policy + " sends conversations with " + type + " to quarantine");
  }
}
