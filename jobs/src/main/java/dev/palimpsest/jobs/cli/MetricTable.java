package dev.palimpsest.jobs.cli;

import dev.palimpsest.audit.stats.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Metrics as a table for people. */
final class MetricTable {

  private MetricTable() {}

  static List<String> of(List<Metric> metrics) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("probe", "slice", "metric", "point", "95 % interval", "members", "controls"));
    for (Metric metric : metrics) {
      cells.add(
          List.of(
              metric.probe(),
              metric.slice(),
              metric.metric(),
              number(metric.point()),
              metric.low() == null && metric.high() == null
                  ? ""
                  : "[" + number(metric.low()) + ", " + number(metric.high()) + "]",
              Integer.toString(metric.members()),
              Integer.toString(metric.controls())));
    }
    return TableText.aligned(cells);
  }

  private static String number(@Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }
}
