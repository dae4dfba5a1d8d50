package dev.palimpsest.audit.stats;

/** How many rows a claim about a low rate needs. */
public final class SampleSize {

  private SampleSize() {}

  /**
   * The largest number of exceedances among {@code trials} whose one-sided Clopper–Pearson upper
   * bound is at most {@code rate}; −1 if even zero exceedances do not certify it.
   */
  public static int allowedExceedances(int trials, double rate, double confidence) {
    int low = -1;
    int high = trials;
    while (high - low > 1) {
      int middle = low + (high - low) / 2;
      if (ClopperPearson.upper(middle, trials, confidence) <= rate) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The smallest number of trials in which {@code exceedances} still certify {@code rate}: 299 for
   * no exceedance, 1 % and 95 %.
   */
  public static int needed(double rate, int exceedances, double confidence) {
    Samples.requireOpenUnit("rate", rate);
    if (exceedances < 0) {
      throw new IllegalArgumentException(
          "exceedances must be at least 0. Provided value: " + exceedances);
    }
    int high = exceedances + 1;
    while (ClopperPearson.upper(exceedances, high, confidence) > rate) {
      high = Math.multiplyExact(high, 2);
    }
    int low = high / 2;
    while (high - low > 1) {
      int middle = low + (high - low) / 2;
      if (middle > exceedances && ClopperPearson.upper(exceedances, middle, confidence) <= rate) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
