package dev.palimpsest.audit.gate;

/** What a gate decides, with the exit code that tells a pipeline. */
public enum Outcome {
  /** Every rule is met, or waived. */
  PASS(0),
  /** Some rule is broken beyond doubt. */
  FAIL(20),
  /** Some rule can be neither met nor broken on this evidence. Blocks as FAIL does. */
  INCONCLUSIVE(21);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Exit code of a command that ends with this outcome. */
  public int exitCode() {
    return exitCode;
  }
}
