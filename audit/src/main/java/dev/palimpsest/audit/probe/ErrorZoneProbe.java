package dev.palimpsest.audit.probe;

import java.util.Arrays;

/**
 * Balance of gains and losses of log-probability where the tuned model still errs. Smoothed,
 * because the plain share of gains is the same for one small gain and for many great ones, and
 * undefined without errors. A row with fewer than two errors has no error zone to speak of: see
 * {@link RankedErrorZone}.
 */
public record ErrorZoneProbe() implements Probe {

  /** λ, nats: weighs a side without any evidence as a tenth of a nat. */
  private static final double SMOOTHING = 0.1;

  @Override
  public String name() {
    return "ez";
  }

  @Override
  public ProbeDescription description() {
    return new ProbeDescription(
        "over tokens whose argmax, tuned, is another: d = lp tuned − lp base;"
            + " ln(Σ d⁺ + 0.1) − ln(Σ d⁻ + 0.1)",
        "log ratio",
        "(−∞, ∞), 0 without errors",
        "EZ-MIA 2026, arXiv 2601.12104, smoothed",
        "Whether tuning helped more than it hurt where the model still guesses wrong.");
  }

  @Override
  public boolean measurable(RowSignals row) {
    return row.hasBase();
  }

  @Override
  public double score(RowSignals row) {
    int[] positions = errors(row);
    double[] tuned = RowSignals.logProbabilities(row.tuned(), positions);
    double[] base = RowSignals.logProbabilities(row.knownBase(), positions);
    double gains = 0;
    double losses = 0;
    for (int i = 0; i < positions.length; i++) {
      gains += Math.max(0, tuned[i] - base[i]);
      losses += Math.max(0, base[i] - tuned[i]);
    }
    return Math.log(gains + SMOOTHING) - Math.log(losses + SMOOTHING);
  }

  /** Scored positions at which the tuned model's likeliest token is not the row's. */
  static int[] errors(RowSignals row) {
    return Arrays.stream(row.positions()).filter(i -> !row.tuned().correct(i)).toArray();
  }
}
