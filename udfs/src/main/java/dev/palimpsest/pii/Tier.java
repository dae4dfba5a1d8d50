package dev.palimpsest.pii;

/** How strong the evidence behind a finding is, strongest first. */
public enum Tier {
  /** Validated, by a strong checksum or with context, or of a shape that nothing else has. */
  A,
  /** Shape and context, where a checksum failed or there is none to check. */
  B,
  /** Shape only. */
  C,
  /** An {@link EntityModel} says so and no rule does. */
  D;

  /** Whether nothing but a shape or a model speaks. */
  public boolean isWeak() {
    return compareTo(C) >= 0;
  }
}
