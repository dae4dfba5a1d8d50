package dev.palimpsest.audit.train;

/** Range checks of options. */
final class Checks {

  private Checks() {}

  static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + " must be at least " + least + ". Provided value: " + value);
    }
  }

  /** Refuses what is not finite or not above 0. */
  static void positive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          name + " must be positive and finite. Provided value: " + value);
    }
  }

  /** Refuses what is not in [0, 1], or in [0, 1) if {@code upper} is exclusive. */
  static void share(String name, double value, Bound upper) {
    boolean low = upper == Bound.INCLUSIVE ? value <= 1 : value < 1;
    if (!(value >= 0 && low)) {
      throw new IllegalArgumentException(
          name + " must be in [0, 1" + upper.bracket + ". Provided value: " + value);
    }
  }

  /** Whether a limit belongs to its range. */
  enum Bound {
    INCLUSIVE("]"),
    EXCLUSIVE(")");

    private final String bracket;

    Bound(String bracket) {
      this.bracket = bracket;
    }
  }
}
