package dev.palimpsest.pii;

/** A scanner failed on a leaf. Says which and where, and nothing of the text. */
public sealed class DetectionException extends RuntimeException permits RuleBudgetException {

  private static final long serialVersionUID = 1;

  DetectionException(String message) {
    super(message);
  }

  /** The failure's own message may quote the text, so only its class and stack are kept. */
  DetectionException(String scanner, String path, RuntimeException failure) {
    super(
        "scanner %s failed with %s on %s; the text was not scanned"
            .formatted(scanner, failure.getClass().getSimpleName(), path));
    setStackTrace(failure.getStackTrace());
  }
}
