package dev.palimpsest.audit.model;

/**
 * How several adapters are joined; the names are those of PEFT's weighted adapters. With one
 * adapter both are the same.
 */
public enum Composition {
  /** ΔW = Σ w · scale · B·A: the sum of the changes. */
  CAT,
  /**
   * A = Σ sign(w) sqrt(|w| · scale) · A_i and B = Σ sqrt(|w| · scale) · B_i, then ΔW = B·A: has
   * cross terms and needs equal ranks.
   */
  LINEAR
}
