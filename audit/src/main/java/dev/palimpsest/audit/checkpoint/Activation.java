package dev.palimpsest.audit.checkpoint;

/** The non-linear function of a feed-forward layer. */
public enum Activation {
  /** x · sigmoid(x). */
  SILU,
  /** x · Φ(x), with the normal distribution function Φ. */
  GELU,
  /** 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))). */
  GELU_TANH,
  /** max(x, 0). */
  RELU
}
