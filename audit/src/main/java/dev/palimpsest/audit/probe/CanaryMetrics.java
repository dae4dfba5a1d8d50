package dev.palimpsest.audit.probe;

import dev.palimpsest.audit.canary.CanaryArm;
import dev.palimpsest.audit.canary.CanaryExposure;
import dev.palimpsest.audit.stats.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the model gives away about planted canaries, over all of them and tier by tier. */
final class CanaryMetrics {

  static final String SECRET = "secret_log_p";
  static final String SECRET_DIFFERENCE = "secret_log_p_difference";

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
    metrics.addAll(EpsilonMetrics.of(canaries));
    return metrics;
  }

  static CanaryArm arm(ScoredRow row) {
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
    metrics.addAll(
        ExposureMetrics.of(slice, allExposures.stream().filter(e -> in.test(e.arm())).toList()));
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
}
