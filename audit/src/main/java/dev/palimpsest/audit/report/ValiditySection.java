package dev.palimpsest.audit.report;

import dev.palimpsest.audit.report.Html.State;
import dev.palimpsest.audit.stats.Metric;
import dev.palimpsest.audit.stats.SampleSize;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the audit itself can be trusted. */
final class ValiditySection implements Section {

  /** Lower bound of an area from which it is no longer taken for chance. */
  private static final double SHIFT = 0.55;

  @Override
  public String html(ReportData data) {
    MetricIndex metrics = data.index();
    Table table = new Table("Checks of the audit itself.", "Check", "Result", "Finding");
    area(
        table,
        "Members and controls read alike",
        metrics.find("blind", "all", "auc"),
        "A classifier that sees the texts and no model tells them apart with %s (0.5 is chance).");
    area(
        table,
        "The model before tuning cannot tell",
        metrics.find("loss_base", "all", "auc"),
        "It never saw these rows in tuning and separates them with %s (0.5 is chance).");
    for (String probe : List.of("loss", "ref")) {
      metrics
          .find(probe, "all", "permuted_alarm_rate")
          .ifPresent(
              rate ->
                  row(
                      table,
                      "Shuffled labels raise no alarm (" + probe + ")",
                      rate.low() != null && rate.low() <= 0.05,
                      "Expected 5 %, observed " + Figures.percentWithInterval(rate) + "."));
    }
    int controls = data.population().controls();
    int needed = SampleSize.needed(0.01, 0, 0.95);
    row(
        table,
        "Enough held-out rows",
        controls >= needed,
        String.format(
            Locale.ROOT,
            "%s; %s are needed to certify one false accusation in a hundred.",
            Figures.count(controls),
            Figures.count(needed)));
    survival(table, data.canarySurvival());
    row(
        table,
        "Rows that could be scored",
        data.population().unscored() == 0,
        String.format(
            Locale.ROOT,
            "%s without any token to score, left out; %s scored but too short to be read alone.",
            Figures.plural(data.population().unscored(), "row"),
            Figures.count(data.population().lowPower())));
    return Html.section("validity", "Can the audit be trusted?", table.html());
  }

  private static void area(Table table, String check, Optional<Metric> metric, String finding) {
    if (metric.isEmpty()) {
      table.row(
          Html.escape(check), Html.badge(State.OPEN, "Not checked"), "No figure was computed.");
      return;
    }
    Double lowest = metric.get().low() == null ? metric.get().point() : metric.get().low();
    row(
        table,
        check,
        lowest != null && lowest <= SHIFT,
        String.format(Locale.ROOT, finding, Figures.decimalWithInterval(metric.get())));
  }

  private static void survival(Table table, Map<String, Integer> survival) {
    if (survival.isEmpty()) {
      table.row(
          "Planted secrets reached the model",
          Html.badge(State.OPEN, "Not checked"),
          "It is not known whether preparation cut any of them away.");
      return;
    }
    row(
        table,
        "Planted secrets reached the model",
        survival.keySet().stream().allMatch("SURVIVED"::equals),
        survival.entrySet().stream()
            .map(
                entry ->
                    Figures.count(entry.getValue())
                        + " "
                        + entry.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", ", "", ".")));
  }

  private static void row(Table table, String check, boolean good, String finding) {
    table.row(
        Html.escape(check),
        good ? Html.badge(State.GOOD, "Good") : Html.badge(State.OPEN, "Look at it"),
        Html.escape(finding));
  }
}
