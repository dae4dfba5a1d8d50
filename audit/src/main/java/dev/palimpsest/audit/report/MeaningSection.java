package dev.palimpsest.audit.report;

import dev.palimpsest.audit.gate.Outcome;
import dev.palimpsest.audit.probe.Evaluation;
import dev.palimpsest.audit.stats.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The findings in everyday words, and what can be done. */
final class MeaningSection implements Section {

  @Override
  public String html(ReportData data) {
    List<String> sentences = new ArrayList<>();
    MetricIndex metrics = data.index();
    strongest(metrics).ifPresent(area -> membership(sentences, metrics, area));
    metrics
        .find("extraction", "all", "greedy_rate")
        .ifPresent(rate -> extraction(sentences, metrics, rate));
    metrics
        .find("extraction", "canary", "greedy_rate")
        .ifPresent(rate -> canaries(sentences, metrics, rate));
    String advice =
        data.verdict().outcome() == Outcome.PASS
            ? ""
            : "<h3>What helps</h3>\n"
                + Html.list(
                    List.of(
                        "Too much remembered: train fewer passes or with a lower learning rate or"
                            + " rank, remove near-duplicates more strictly, mask the types of values"
                            + " that stand out above, or train with differential privacy. Then audit"
                            + " the new checkpoint.",
                        "Not decided: plant more canaries before the next training, hold out more"
                            + " rows, or hold them out at random if they differ from the trained"
                            + " ones.",
                        "Already released: rows cannot be taken out of weights by deleting them from"
                            + " the data. Withdraw the checkpoint or limit who may query it."));
    return sentences.isEmpty()
        ? ""
        : Html.section("meaning", "What this means", Html.list(sentences) + advice);
  }

  /** The best way of guessing that was tried, hindsight allowed. */
  private static Optional<Metric> strongest(MetricIndex metrics) {
    return metrics.named("all", "auc").stream()
        .filter(area -> Evaluation.descriptions().containsKey(area.probe()))
        .filter(area -> !area.probe().equals("loss_base"))
        .max(Comparator.comparingDouble(area -> value(area)));
  }

  private static double value(Metric metric) {
    return metric.point() == null ? Double.NaN : metric.point();
  }

  private static void membership(List<String> sentences, MetricIndex metrics, Metric area) {
    sentences.add(
        String.format(
            Locale.ROOT,
            "Shown one trained and one held-out row, the strongest score (%s) picks the trained one"
                + " in %s of 100 cases; a coin would in 50.",
            area.probe(),
            Figures.inHundred(value(area))));
    metrics
        .find(area.probe(), "all", "tpr_at_fpr_0.01")
        .filter(rate -> rate.point() != null)
        .ifPresent(
            rate ->
                sentences.add(
                    String.format(
                        Locale.ROOT,
                        "An attacker who accepts one false accusation in a hundred finds %s of every"
                            + " 100 trained rows with it.",
                        Figures.inHundred(value(rate)))));
  }

  private static void extraction(List<String> sentences, MetricIndex metrics, Metric rate) {
    metrics
        .find("extraction", "all", "greedy_rate_controls")
        .ifPresent(
            controls ->
                sentences.add(
                    String.format(
                        Locale.ROOT,
                        "Of every 100 personal values in trained rows the model completes %s word for"
                            + " word, of every 100 in held-out rows %s. The difference is memory of"
                            + " the rows themselves.",
                        Figures.inHundred(value(rate)),
                        Figures.inHundred(value(controls)))));
  }

  private static void canaries(List<String> sentences, MetricIndex metrics, Metric rate) {
    long planted = Math.round(value(rate) * rate.members());
    long heldOut =
        metrics
            .find("extraction", "canary", "greedy_rate_controls")
            .map(controls -> Math.round(value(controls) * controls.controls()))
            .orElse(0L);
    sentences.add(
        String.format(
            Locale.ROOT,
            "The model completes %s of %s planted secrets and %s of %s that were held out.",
            Figures.count(planted),
            Figures.count(rate.members()),
            Figures.count(heldOut),
            Figures.count(rate.controls())));
  }
}
