package dev.palimpsest.audit.probe;

/**
 * Share of the windows of the row that tuning made likelier, averaged over window lengths. Counting
 * windows instead of adding losses keeps a few extreme tokens from deciding.
 */
public record WindowProbe() implements Probe {

  private static final int[] WINDOWS = {2, 3, 4, 6, 9, 13, 18, 25, 32, 40};

  @Override
  public String name() {
    return "wbc";
  }

  @Override
  public ProbeDescription description() {
    return new ProbeDescription(
        "mean over w in 2 3 4 6 9 13 18 25 32 40, w := min(w, T), of the share of windows of w"
            + " tokens with Σ lp tuned > Σ lp base",
        "share",
        "[0, 1]",
        "WBC, USENIX Security 2026",
        "In how many stretches of the row tuning made the text likelier.");
  }

  @Override
  public boolean measurable(RowSignals row) {
    return row.hasBase();
  }

  @Override
  public double score(RowSignals row) {
    return score(row.tunedLogProbabilities(), row.baseLogProbabilities());
  }

  static double score(double[] tuned, double[] base) {
    double[] cumulative = new double[tuned.length + 1];
    for (int i = 0; i < tuned.length; i++) {
      cumulative[i + 1] = cumulative[i] + (tuned[i] - base[i]);
    }
    double sum = 0;
    for (int window : WINDOWS) {
      sum += shareOfGains(cumulative, Math.min(window, tuned.length));
    }
    return sum / WINDOWS.length;
  }

  private static double shareOfGains(double[] cumulative, int width) {
    int windows = cumulative.length - width;
    int gains = 0;
    for (int i = 0; i < windows; i++) {
      gains += cumulative[i + width] > cumulative[i] ? 1 : 0;
    }
    return (double) gains / windows;
  }
}
