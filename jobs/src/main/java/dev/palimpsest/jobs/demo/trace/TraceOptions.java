package dev.palimpsest.jobs.demo.trace;

/**
 * How many traces to generate. All shares are in [0, 1].
 *
 * @param seed decides everything; equal options give equal bytes
 * @param conversations distinct conversations, in [1, 3000]; each is logged as some 6 to 10 calls
 * @param copyShare copies that other people have of some conversations, per conversation; half of
 *     them have a small edit
 * @param repeatShare calls that are logged once more than they should be: a third each failed
 *     before, retried, and logged twice
 * @param regenerateShare conversations in which one answer was rejected and another one asked for
 * @param feedbackShare conversations in which the customer rates an answer
 */
public record TraceOptions(
    long seed,
    int conversations,
    double copyShare,
    double repeatShare,
    double regenerateShare,
    double feedbackShare) {

  public TraceOptions {
    if (conversations < 1 || conversations > Customers.MAXIMUM) {
      throw new IllegalArgumentException(
          "conversations must be in [1, %d]. Provided value: %d"
              .formatted(Customers.MAXIMUM, conversations));
    }
    share("copyShare", copyShare);
    share("repeatShare", repeatShare);
    share("regenerateShare", regenerateShare);
    share("feedbackShare", feedbackShare);
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1]. Provided value: " + value);
    }
  }

  /** The demonstration: some 3,000 calls. */
  public static TraceOptions standard(long seed) {
    return new TraceOptions(seed, 340, 0.15, 0.05, 0.04, 0.3);
  }
}
