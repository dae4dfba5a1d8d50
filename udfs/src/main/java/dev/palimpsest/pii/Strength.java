package dev.palimpsest.pii;

/** How much a rule's shape and validator prove without anything around the value. */
public enum Strength {
  /** A strong check, or a shape that nothing else has: valid alone is tier A. */
  STRONG,
  /** Others look the same now and then: tier A needs context. */
  WEAK,
  /** Many other numbers pass too: alone, tier C, however it is written. */
  AMBIGUOUS,
  /** Common shape: without context there is no finding. */
  CONTEXTUAL
}
