package dev.palimpsest.audit.report;

import dev.palimpsest.audit.probe.Evaluation;
import dev.palimpsest.audit.probe.ProbeDescription;
import dev.palimpsest.audit.stats.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Whether rows of the training data can be told from rows that were held out. */
final class MembershipSection implements Section {

  /** The score that should find nothing. */
  private static final String CONTROL = "loss_base";

  @Override
  public String html(ReportData data) {
    MetricIndex metrics = data.index();
    Map<String, ProbeDescription> probes = Evaluation.descriptions();
    List<Metric> areas =
        metrics.named("all", "auc").stream()
            .filter(metric -> probes.containsKey(metric.probe()))
            .sorted(
                Comparator.comparing((Metric metric) -> metric.probe().equals(CONTROL))
                    .thenComparing(Metric::point, Comparator.nullsLast(Comparator.reverseOrder())))
            .toList();
    if (areas.isEmpty()) {
      return "";
    }
    double from = areas.stream().anyMatch(MembershipSection::belowScale) ? 0 : 0.4;
    IntervalPlot plot =
        new IntervalPlot(
            "How often each score picks the trained row out of one trained and one held-out row."
                + " The mark is the estimate, the line its 95 % interval.",
            from, 1, 0.5);
    for (Metric area : areas) {
      ProbeDescription description = probes.get(area.probe());
      plot.row(
          area.probe(),
          description == null ? "" : description.meaning(),
          area,
          null,
          Figures.decimalWithInterval(area));
    }
    return Html.section(
        "membership",
        "Found: can trained rows be recognised?",
        Html.paragraph(
                "An attacker who holds a record asks the model and guesses whether the record was in"
                    + " the training data. 0.5 is guessing by coin; 1 is never wrong. Each line is"
                    + " one way of guessing, the strongest first; the last is the model before tuning,"
                    + " which must stay at chance.")
            + plot.html("0.5|0.5 chance", "0.75|0.75", "1|1.0")
            + rates(metrics, areas));
  }

  private static boolean belowScale(Metric area) {
    Double lowest = area.low() == null ? area.point() : area.low();
    return lowest != null && lowest < 0.4;
  }

  private static String rates(MetricIndex metrics, List<Metric> areas) {
    Table table =
        new Table(
            "Share of trained rows found by an attacker who wrongly accuses at most 1 % or 5 % of the"
                + " held-out rows, with 95 % interval. Certified: at most 1 % of all such rows, not"
                + " only of those measured here.",
            "Score", "at 1 %", "at 5 %", "at certified 1 %", "Trained / held-out rows");
    for (Metric area : areas) {
      table.row(
          Html.code(area.probe()),
          rate(metrics, area.probe(), "tpr_at_fpr_0.01"),
          rate(metrics, area.probe(), "tpr_at_fpr_0.05"),
          rate(metrics, area.probe(), "certified_tpr_at_fpr_0.01"),
          Figures.count(area.members()) + " / " + Figures.count(area.controls()));
    }
    return table.html()
        + Html.note(
            "Rule: the threshold is the lowest score of a held-out row that keeps the share of"
                + " held-out rows strictly above it within the limit; a trained row counts as found if"
                + " it lies strictly above. Intervals of shares are exact (Clopper–Pearson), those of"
                + " the picture DeLong's on the logit scale.");
  }

  private static String rate(MetricIndex metrics, String probe, String name) {
    return metrics
        .find(probe, "all", name)
        .map(
            metric ->
                Html.escape(
                    metric.point() == null
                        ? "not shown: needs 299 held-out rows"
                        : Figures.percentWithInterval(metric)))
        .orElse("–");
  }
}
