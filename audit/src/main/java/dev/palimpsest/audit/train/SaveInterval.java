package dev.palimpsest.audit.train;

/**
 * How often a run is saved, so that it can go on where it was if it is stopped.
 *
 * @param steps changes of the weights between two saves, at least 1
 */
public record SaveInterval(int steps) {

  /** Some minutes of a small model. */
  public static final SaveInterval USUAL = new SaveInterval(100);

  public SaveInterval {
    Checks.atLeast("saveEvery", steps, 1);
  }

  boolean isDue(int step) {
    return step % steps == 0;
  }
}
