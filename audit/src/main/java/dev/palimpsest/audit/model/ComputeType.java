package dev.palimpsest.audit.model;

/** The floating-point type in which a model computes, whatever its file stores. */
public enum ComputeType {
  /** 32 bits; 16-bit weights are widened without loss. */
  FP32,
  /** bfloat16: half the memory, about three significant digits. */
  BF16
}
