package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.canary.CanaryArm;
import dev.palimpsest.audit.canary.CanaryExposure;
import dev.palimpsest.audit.stats.Exposure;
import dev.palimpsest.audit.stats.Median;
import dev.palimpsest.audit.stats.Metric;
import dev.palimpsest.audit.stats.OneRunEpsilon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What the model gives away about planted canaries, over all of them and tier by tier. */
final class CanaryMetrics {

  static final String SECRET = "secret_log_p";
  static final String SECRET_DIFFERENCE = "secret_log_p_difference";
  static final String EXPOSURE = "exposure";

  static final ProbeDescription SECRET_DESCRIPTION =
      new ProbeDescription(
          "Σ lp over the tokens of the canary's secret, tuned",
          "nats",
          "(−∞, 0]",
          "Carlini et al. 2019, The Secret Sharer, section 4",
          "How readily the model says a canary's secret.");
  static final ProbeDescription DIFFERENCE_DESCRIPTION =
      new ProbeDescription(
          "secret_log_p, tuned − the same, base",
          "nats",
          "(−∞, ∞)",
          "Carlini et al. 2019, The Secret Sharer, section 4, with the base model as reference",
          "How much readier the model is to say a canary's secret than before it was tuned.");

  private static final double DELTA = 1e-5;

  private CanaryMetrics() {}

  /** Canaries with the scores of their secrets added, other rows as they were. */
  static List<ScoredRow> addSecretScores(List<ScoredRow> rows) {
    return rows.stream().map(CanaryMetrics::addSecretScores).toList();
  }

  private static ScoredRow addSecretScores(ScoredRow row) {
    if (row.role() != Role.CANARY || row.spans().isEmpty()) {
      return row;
    }
    Extraction tuned = row.spans().get(0).tuned();
    Extraction base = row.spans().get(0).base();
    if (tuned == null) {
      return row;
    }
    ScoredRow scored = row.with(SECRET, tuned.logProbability());
    return base == null
        ? scored
        : scored.with(SECRET_DIFFERENCE, tuned.logProbability() - base.logProbability());
  }

  static List<Metric> of(
      List<ScoredRow> rows, List<CanaryExposure> exposures, List<String> probes) {
    List<ScoredRow> canaries = rows.stream().filter(row -> row.role() == Role.CANARY).toList();
    List<Metric> metrics = new ArrayList<>(slice("canary", canaries, exposures, probes, a -> true));
    TreeSet<Integer> tiers = new TreeSet<>();
    canaries.forEach(row -> tiers.add(arm(row).tier()));
    exposures.forEach(exposure -> tiers.add(exposure.arm().tier()));
    for (int tier : tiers) {
      metrics.addAll(
          slice("canary.tier=" + tier, canaries, exposures, probes, arm -> arm.tier() == tier));
    }
    metrics.addAll(epsilon(canaries));
    return metrics;
  }

  private static CanaryArm arm(ScoredRow row) {
    return Objects.requireNonNull(row.canary());
  }

  private static List<Metric> slice(
      String slice,
      List<ScoredRow> allCanaries,
      List<CanaryExposure> allExposures,
      List<String> probes,
      Predicate<CanaryArm> in) {
    List<ScoredRow> canaries = allCanaries.stream().filter(row -> in.test(arm(row))).toList();
    List<Metric> metrics = new ArrayList<>();
    for (String probe : probes) {
      metrics.addAll(
          MetricFactory.separation(
              probe, slice, scores(canaries, probe, true), scores(canaries, probe, false)));
    }
    List<SpanScore> planted = secrets(canaries, true);
    if (!planted.isEmpty()) {
      metrics.addAll(
          ExtractionMetrics.rates(
              slice, planted, secrets(canaries, false), "greedy", Extraction::greedy));
    }
    metrics.addAll(exposure(slice, allExposures.stream().filter(e -> in.test(e.arm())).toList()));
    return metrics;
  }

  private static double[] scores(List<ScoredRow> canaries, String probe, boolean included) {
    return canaries.stream()
        .filter(row -> arm(row).included() == included && row.scores().containsKey(probe))
        .mapToDouble(row -> row.score(probe))
        .toArray();
  }

  private static List<SpanScore> secrets(List<ScoredRow> canaries, boolean included) {
    return ExtractionMetrics.spans(
        canaries.stream().filter(row -> arm(row).included() == included).toList(), Role.CANARY);
  }

  private static List<Metric> exposure(String slice, List<CanaryExposure> exposures) {
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
        EXPOSURE,
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
        EXPOSURE,
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

  /** Half of the canaries are guessed in, those whose secret gained most; fixed in advance. */
  private static List<Metric> epsilon(List<ScoredRow> canaries) {
    List<ScoredRow> scored =
        canaries.stream()
            .filter(row -> row.scores().containsKey(SECRET_DIFFERENCE))
            .sorted(
                Comparator.comparingDouble((ScoredRow row) -> -row.score(SECRET_DIFFERENCE))
                    .thenComparing(ScoredRow::id))
            .toList();
    int n = scored.size();
    if (n == 0) {
      return List.of();
    }
    boolean[] right = new boolean[n];
    for (int i = 0; i < n; i++) {
      right[i] = arm(scored.get(i)).included() == (i < n / 2);
    }
    int correct = 0;
    for (boolean guess : right) {
      correct += guess ? 1 : 0;
    }
    int included = scores(scored, SECRET_DIFFERENCE, true).length;
    String rule = "steinke-one-run-95;independent-fair-coins;delta=" + DELTA + ";guesses=" + n;
    double bound = OneRunEpsilon.lowerBound(n, n, correct, DELTA, 0.95);
    double ceiling = OneRunEpsilon.ceiling(n, n, DELTA, 0.95);
    return Arrays.asList(
        new Metric(
            SECRET_DIFFERENCE,
            "canary",
            "epsilon_lower_bound",
            bound,
            bound,
            null,
            included,
            n - included,
            rule + ";correct=" + correct),
        new Metric(
            SECRET_DIFFERENCE,
            "canary",
            "epsilon_ceiling",
            ceiling,
            null,
            null,
            included,
            n - included,
            rule + ";all-correct"));
  }
}
