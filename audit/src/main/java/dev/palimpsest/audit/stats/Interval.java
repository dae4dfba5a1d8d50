package dev.palimpsest.audit.stats;

/** A closed confidence interval, {@code low ≤ high}, in the unit of the estimate it belongs to. */
public record Interval(double low, double high) {

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "interval low must be at most high. Provided values: " + low + ", " + high);
    }
  }

  /** Whether {@code value} lies in the interval, ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
