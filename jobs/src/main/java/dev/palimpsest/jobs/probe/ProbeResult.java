package dev.palimpsest.jobs.probe;

import dev.palimpsest.audit.stats.Metric;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code probe} measured.
 *
 * @param auditId the audit
 * @param metrics in the order of reports
 * @param scored documents with scores
 * @param unscored documents without any token that a model predicts
 */
public record ProbeResult(String auditId, List<Metric> metrics, long scored, long unscored) {

  public ProbeResult {
    metrics = List.copyOf(metrics);
  }

  /** The counts by name. */
  public Map<String, Long> counts() {
    return new TreeMap<>(
        Map.of("scored", scored, "unscored", unscored, "metrics", (long) metrics.size()));
  }
}
