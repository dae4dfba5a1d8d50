package dev.palimpsest.audit.report;

import dev.palimpsest.audit.stats.Metric;
import java.util.List;
import java.util.Optional;

/** Finds metrics. */
record MetricIndex(List<Metric> metrics) {

  Optional<Metric> find(String probe, String slice, String name) {
    return metrics.stream()
        .filter(
            metric ->
                metric.probe().equals(probe)
                    && metric.slice().equals(slice)
                    && metric.metric().equals(name))
        .findFirst();
  }

  /** Metrics of one name and slice whose estimate exists, in their order. */
  List<Metric> named(String slice, String name) {
    return metrics.stream()
        .filter(
            metric ->
                metric.slice().equals(slice)
                    && metric.metric().equals(name)
                    && metric.point() != null)
        .toList();
  }

  /** Slices that begin so, in the order of the metrics. */
  List<String> slices(String start) {
    return metrics.stream()
        .map(Metric::slice)
        .filter(slice -> slice.startsWith(start))
        .distinct()
        .toList();
  }
}
