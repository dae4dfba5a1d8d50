package dev.palimpsest.pii;

/** What speaks for a finding. The weights add up to the score's logit. */
public enum Evidence {
  /** It looks like its type. */
  SHAPE(0.5),
  /** Its checksum, or the rules for its parts where there is no checksum, hold. */
  VALID(2.5),
  /** It is written in the groups that people write this type in. */
  GROUPED(1.0),
  /** A word for the type stands nearby. */
  CONTEXT(2.0),
  /** A JSON key names the type. */
  KEY(3.0),
  /** A label or phrase right before it announces the type. */
  CUE(2.5),
  /** The same value was given away elsewhere in the conversation. */
  LEARNED(2.5),
  /** The other values of its column say what it is. */
  PATH_PROFILE(1.5),
  /** A learned model says so. */
  MODEL(1.0);

  private final double weight;

  Evidence(double weight) {
    this.weight = weight;
  }

  double weight() {
    return weight;
  }
}
