package dev.palimpsest.audit.report;

import dev.palimpsest.audit.stats.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the model gives away about secrets that were planted. */
final class CanarySection implements Section {

  @Override
  public String html(ReportData data) {
    MetricIndex metrics = data.index();
    List<String> tiers = metrics.slices("canary.tier=");
    if (tiers.isEmpty()) {
      return "";
    }
    Table table =
        new Table(
            "Planted secrets, by how often each stood in every pass over the training data.",
            "Repetitions",
            "Planted / held out",
            "Completed word for word: planted",
            "Completed word for word: held out",
            "Told apart (0.5 is chance)",
            "Exposure, median",
            "Exposure, highest");
    for (String tier : tiers) {
      table.row(
          Html.escape(tier.substring("canary.tier=".length()) + "×"),
          counts(metrics, tier),
          percent(metrics.find("extraction", tier, "greedy_rate")),
          percent(metrics.find("extraction", tier, "greedy_rate_controls")),
          metrics.find("ref", tier, "auc").map(Figures::decimalWithInterval).orElse("–"),
          bits(metrics.find("exposure", tier, "exposure_bits_median")),
          bits(metrics.find("exposure", tier, "exposure_bits_max")));
    }
    return Html.section(
        "canaries",
        "Found: are planted secrets remembered?",
        Html.paragraph(
                "Before training, invented secrets were written into sentences like those of the"
                    + " corpus. A coin decided which went in. What the model knows about those that"
                    + " went in, and not about the others, it can only have from training.")
            + table.html()
            + Html.note(
                "Exposure: by how many halvings training shortens a search for the secret, measured by"
                    + " its rank among reference secrets of the same format. About 1 bit is what an"
                    + " unseen secret has; "
                    + most(metrics)
                    + " are the most that the references of this audit can show.")
            + epsilon(metrics));
  }

  private static String counts(MetricIndex metrics, String tier) {
    return metrics.metrics().stream()
        .filter(metric -> metric.slice().equals(tier))
        .findFirst()
        .map(metric -> Figures.count(metric.members()) + " / " + Figures.count(metric.controls()))
        .orElse("–");
  }

  private static String percent(Optional<Metric> metric) {
    return metric.map(Figures::percentWithInterval).orElse("–");
  }

  private static String bits(Optional<Metric> metric) {
    return metric.map(found -> Figures.bits(found.point())).orElse("–");
  }

  private static String most(MetricIndex metrics) {
    return metrics.metrics().stream()
        .filter(metric -> metric.probe().equals("exposure"))
        .map(metric -> metric.rule().replaceFirst(".*references=(\\d+).*", "$1"))
        .filter(references -> references.matches("\\d+"))
        .findFirst()
        .map(references -> Figures.bits(Math.log(Double.parseDouble(references)) / Math.log(2)))
        .orElse("–");
  }

  private static String epsilon(MetricIndex metrics) {
    Optional<Metric> bound =
        metrics.find("secret_log_p_difference", "canary", "epsilon_lower_bound");
    Optional<Metric> ceiling = metrics.find("secret_log_p_difference", "canary", "epsilon_ceiling");
    if (bound.isEmpty() || ceiling.isEmpty()) {
      return "";
    }
    return Html.note(
        String.format(
            Locale.ROOT,
            "For readers who know differential privacy: with 95 %% confidence this training run is not"
                + " ε-private for any ε below %s (one-run audit, independent fair coins assumed)."
                + " %s canaries could have shown %s at most, so a small number here is no proof of"
                + " safety.",
            Figures.oneDecimal(bound.get().point()),
            Figures.count(bound.get().members() + (long) bound.get().controls()),
            Figures.oneDecimal(ceiling.get().point())));
  }
}
