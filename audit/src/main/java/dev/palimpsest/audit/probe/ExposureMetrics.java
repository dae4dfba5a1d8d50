package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.canary.CanaryExposure;
import dev.palimpsest.audit.stats.Exposure;
import dev.palimpsest.audit.stats.Median;
import dev.palimpsest.audit.stats.Metric;
import dev.palimpsest.audit.stats.MultipleTesting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How far planted secrets stand out from their references. */
final class ExposureMetrics {

  static final String PROBE = "exposure";

  private ExposureMetrics() {}

  static List<Metric> of(String slice, List<CanaryExposure> exposures) {
    List<Exposure> planted = exposures(exposures, true);
    List<Exposure> heldOut = exposures(exposures, false);
    int n = planted.size();
    int m = heldOut.size();
    List<Metric> metrics = new ArrayList<>();
    if (n > 0) {
      metrics.add(median(slice, "exposure_bits_median", planted, Exposure::bits, n, m));
      metrics.add(max(slice, "exposure_bits_max", planted, Exposure::bits, m));
      metrics.add(
          median(slice, "certified_exposure_bits_median", planted, Exposure::certifiedBits, n, m));
      metrics.add(max(slice, "certified_exposure_bits_max", planted, Exposure::certifiedBits, m));
    }
    if (n > 0) {
      double[] adjusted =
          MultipleTesting.benjaminiHochberg(
              planted.stream().mapToDouble(Exposure::pValue).toArray());
      int exposed = (int) Arrays.stream(adjusted).filter(p -> p <= 0.05).count();
      metrics.add(MetricFactory.share(PROBE, slice, "exposed_rate", exposed, n, n, m));
    }
    if (m > 0) {
      metrics.add(median(slice, "exposure_bits_median_controls", heldOut, Exposure::bits, n, m));
    }
    return metrics;
  }

  private static List<Exposure> exposures(List<CanaryExposure> exposures, boolean included) {
    return exposures.stream()
        .filter(exposure -> exposure.arm().included() == included)
        .map(CanaryExposure::exposure)
        .toList();
  }

  private static Metric median(
      String slice,
      String name,
      List<Exposure> exposures,
      ToDoubleFunction<Exposure> bits,
      int members,
      int controls) {
    Median median = Median.of(exposures.stream().mapToDouble(bits).toArray());
    return MetricFactory.metric(
        PROBE,
        slice,
        name,
        median.point(),
        median.interval(),
        members,
        controls,
        Exposure.RULE + ";" + Median.RULE + ";references=" + references(exposures));
  }

  private static Metric max(
      String slice,
      String name,
      List<Exposure> exposures,
      ToDoubleFunction<Exposure> bits,
      int controls) {
    double max = exposures.stream().mapToDouble(bits).max().orElseThrow();
    return MetricFactory.metric(
        PROBE,
        slice,
        name,
        max,
        null,
        exposures.size(),
        controls,
        Exposure.RULE + ";maximum;references=" + references(exposures));
  }

  private static int references(List<Exposure> exposures) {
    return exposures.stream().mapToInt(Exposure::references).min().orElseThrow();
  }
}
