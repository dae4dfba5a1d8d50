package dev.palimpsest.audit.probe;

/** What is known of a row before any model is asked. */
public enum Role {
  /** Trained on. */
  MEMBER,
  /** Of the same draw and held out at random. */
  CONTROL,
  /** Planted or held out by its own coin. */
  CANARY
}
