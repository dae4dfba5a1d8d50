package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.stats.AreaUnderCurve;
import dev.palimpsest.audit.stats.ClopperPearson;
import dev.palimpsest.audit.stats.Interval;
import dev.palimpsest.audit.stats.Metric;
import dev.palimpsest.audit.stats.OperatingPoint;
import dev.palimpsest.audit.stats.SampleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Estimates as {@link Metric}s. */
final class MetricFactory {

  private static final double[] TARGETS = {0.01, 0.05};

  private MetricFactory() {}

  static Metric area(String probe, String slice, AreaUnderCurve area) {
    return metric(
        probe,
        slice,
        "auc",
        area.point(),
        area.interval(),
        area.members(),
        area.controls(),
        AreaUnderCurve.RULE);
  }

  /** Area and true-positive rates of one score on one slice; none if a side is empty. */
  static List<Metric> separation(String probe, String slice, double[] members, double[] controls) {
    if (members.length == 0 || controls.length == 0) {
      return List.of();
    }
    List<Metric> metrics = new ArrayList<>();
    metrics.add(area(probe, slice, AreaUnderCurve.of(members, controls)));
    for (double target : TARGETS) {
      metrics.add(
          rate(
              probe,
              slice,
              "tpr_at_fpr_" + target,
              OperatingPoint.empirical(members, controls, target),
              OperatingPoint.EMPIRICAL_RULE));
    }
    for (double target : TARGETS) {
      String name = "certified_tpr_at_fpr_" + target;
      metrics.add(
          OperatingPoint.certified(members, controls, target)
              .map(point -> rate(probe, slice, name, point, OperatingPoint.CERTIFIED_RULE))
              .orElseGet(
                  () ->
                      metric(
                          probe,
                          slice,
                          name,
                          null,
                          null,
                          members.length,
                          controls.length,
                          String.format(
                              Locale.ROOT,
                              "too-few-controls;needs-%d",
                              SampleSize.needed(target, 0, 0.95)))));
    }
    return metrics;
  }

  private static Metric rate(
      String probe, String slice, String name, OperatingPoint point, String rule) {
    return metric(
        probe,
        slice,
        name,
        point.truePositiveRate(),
        point.interval(),
        point.members(),
        point.controls(),
        rule);
  }

  /** A share of {@code trials} with its exact interval; {@code trials} ≥ 1. */
  static Metric share(
      String probe,
      String slice,
      String name,
      int successes,
      int trials,
      int members,
      int controls) {
    return metric(
        probe,
        slice,
        name,
        (double) successes / trials,
        ClopperPearson.interval(successes, trials, 0.95),
        members,
        controls,
        "clopper-pearson-95");
  }

  static Metric metric(
      String probe,
      String slice,
      String name,
      @Nullable Double point,
      @Nullable Interval interval,
      int members,
      int controls,
      String rule) {
    return new Metric(
        probe,
        slice,
        name,
        point,
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        members,
        controls,
        rule);
  }
}
