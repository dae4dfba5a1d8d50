package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.signal.TokenSignals;
import java.util.Arrays;

/** The mean of the ⌈T/5⌉ lowest of T values: K = 20 %, at least one. */
final class LowestShare {

  /** Deviations below this are rounding: a model that is certain has none. */
  private static final double SMALLEST_DEVIATION = 1e-8;

  private LowestShare() {}

  static double mean(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    // Integers, not 0.2·T: in floating point 0.2·35 exceeds 7.
    int count = (sorted.length + 4) / 5;
    return RowSignals.mean(Arrays.copyOf(sorted, count));
  }

  /** Whether the model told what it expected at every scored token, which not every server does. */
  static boolean isStandardisable(TokenSignals signals, int[] positions) {
    return Arrays.stream(positions)
        .noneMatch(i -> Float.isNaN(signals.mean()[i]) || Float.isNaN(signals.sd()[i]));
  }

  /** (lp − mu) / max(sd, 1e-8) of every scored token. */
  static double[] standardised(TokenSignals signals, int[] positions) {
    double[] values = RowSignals.logProbabilities(signals, positions);
    for (int i = 0; i < values.length; i++) {
      double mean = signals.mean()[positions[i]];
      double deviation = Math.max(signals.sd()[positions[i]], SMALLEST_DEVIATION);
      values[i] = (values[i] - mean) / deviation;
    }
    return values;
  }
}
