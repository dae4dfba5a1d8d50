package dev.palimpsest.jobs.dedup;

import java.util.Map;
import java.util.TreeMap;

/**
 * How much of a source may go as copies before somebody has to look: a template that a tool fills
 * in makes all rows of a source near copies of each other. Rows count that {@code collapse} left;
 * copies that were equal as they were read are not among them.
 *
 * @param share of a source's rows that {@code dedup} may drop, in [0, 1]
 * @param fromRows sources with fewer rows raise no alarm
 * @param ofSources the share for single sources, by {@link
 *     dev.palimpsest.jobs.lake.Decisions#SOURCE}
 */
public record AllowedLoss(double share, long fromRows, Map<String, Double> ofSources) {

  public AllowedLoss {
    ofSources = Map.copyOf(new TreeMap<>(ofSources));
    require("share", share);
    ofSources.forEach((source, allowed) -> require("of-sources." + source, allowed));
    if (fromRows < 1) {
      throw new IllegalArgumentException(
          "dedup.allowed-loss.from-rows must be at least 1. Provided value: " + fromRows);
    }
  }

  private static void require(String key, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "dedup.allowed-loss.%s must be in [0, 1]. Provided value: %s".formatted(key, share));
    }
  }

  /** Nothing raises an alarm. */
  public static AllowedLoss any() {
    return new AllowedLoss(1, 1, Map.of());
  }

  /** Whether {@code dropped} of {@code rows} rows of {@code source} are too many. */
  boolean isExceeded(String source, long rows, long dropped) {
    return rows >= fromRows && dropped - of(source) * rows > 1e-9 * rows;
  }

  /** Share that {@code source} may lose. */
  double of(String source) {
    return ofSources.getOrDefault(source, share);
  }
}
