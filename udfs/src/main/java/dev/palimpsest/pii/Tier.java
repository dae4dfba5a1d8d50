package dev.palimpsest.pii;

/** How strong the evidence behind a finding is, strongest first. */
public enum Tier {
  /** Validated, by a strong checksum or with context, or of a shape that nothing else has. */
  A,
  /** Shape and context, where a checksum failed or there is none to check. */
  B,
  /** Shape only. */
  C
}
