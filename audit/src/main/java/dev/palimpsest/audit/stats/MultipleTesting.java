package dev.palimpsest.audit.stats;

import java.util.Arrays;
import java.util.Comparator;

/** Adjusted p-values; each is compared with the level as it stands and keeps its input's place. */
public final class MultipleTesting {

  private MultipleTesting() {}

  /**
   * Holm's step-down adjustment (Holm 1979, Scandinavian Journal of Statistics 6): controls the
   * probability of any false rejection under any dependence. p̃_(i) = max_{j ≤ i} min(1, (m−j+1)
   * p_(j)).
   */
  public static double[] holm(double[] pValues) {
    Integer[] order = order(pValues);
    double[] adjusted = new double[pValues.length];
    double running = 0;
    for (int i = 0; i < order.length; i++) {
      running = Math.max(running, Math.min(1, (order.length - i) * pValues[order[i]]));
      adjusted[order[i]] = running;
    }
    return adjusted;
  }

  /**
   * Benjamini–Hochberg step-up adjustment (1995, JRSS B 57): controls the expected share of false
   * rejections for independent or positively dependent tests. p̃_(i) = min_{j ≥ i} min(1, m
   * p_(j)/j).
   */
  public static double[] benjaminiHochberg(double[] pValues) {
    Integer[] order = order(pValues);
    double[] adjusted = new double[pValues.length];
    double running = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      running = Math.min(running, order.length * pValues[order[i]] / (i + 1));
      adjusted[order[i]] = running;
    }
    return adjusted;
  }

  private static Integer[] order(double[] pValues) {
    Integer[] order = new Integer[pValues.length];
    for (int i = 0; i < pValues.length; i++) {
      if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
        throw new IllegalArgumentException(
            "p-values must be in [0, 1]. Provided value: " + pValues[i] + " at index " + i);
      }
      order[i] = i;
    }
    Arrays.sort(order, Comparator.comparingDouble(i -> pValues[i]));
    return order;
  }
}
