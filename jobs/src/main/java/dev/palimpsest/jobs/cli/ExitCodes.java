package dev.palimpsest.jobs.cli;

/** What a command's exit code says. */
final class ExitCodes {

  /** Done, or PASS. */
  static final int DONE = 0;

  /** A bug of this program. */
  static final int BUG = 1;

  /** A job began and failed. */
  static final int FAILED = 2;

  /** Bad configuration or input. */
  static final int USER = 3;

  static final int GATE_FAIL = 20;
  static final int GATE_INCONCLUSIVE = 21;

  private ExitCodes() {}
}
