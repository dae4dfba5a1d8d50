package dev.palimpsest.mask;

/** A conversation that the policy takes out, for good. */
public final class DroppedRowException extends RefusedRowException {

  private static final long serialVersionUID = 1;

  DroppedRowException(String policy, String type) {
    super("policy " + policy + " drops conversations with " + type);
  }
}
