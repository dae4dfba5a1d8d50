package dev.palimpsest.audit.report;

import dev.palimpsest.audit.probe.Severity;
import dev.palimpsest.audit.stats.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which personal values the model says, by type. */
final class ExtractionSection implements Section {

  private static final String PROBE = "extraction";

  @Override
  public String html(ReportData data) {
    MetricIndex metrics = data.index();
    if (metrics.find(PROBE, "all", "greedy_rate").isEmpty()) {
      return "";
    }
    IntervalPlot plot =
        new IntervalPlot(
            "Personal values that the model completes word for word, given the true text before them."
                + " Filled mark and first figure: from trained rows. Hollow mark and second figure:"
                + " from held-out rows, which it can only guess. Types of which it completes none"
                + " are in the table alone.",
            0,
            1,
            null);
    Table table =
        new Table(
            "The same as numbers, and how many values come out within so many samples, in excess of"
                + " held-out rows and of the model before tuning.",
            "Type",
            "Values: trained / held-out rows",
            "Completed: trained",
            "Completed: held out",
            "Excess completed",
            "Excess within 100 samples");
    add(plot, table, metrics, "all", "All types", "");
    for (Severity severity : Severity.values()) {
      String name = severity.name().toLowerCase(Locale.ROOT);
      add(plot, table, metrics, severity.slice(), "Severity " + name, "");
    }
    for (String slice : types(metrics)) {
      String type = slice.substring("type=".length());
      add(
          plot,
          table,
          metrics,
          slice,
          type.replace('_', ' ').toLowerCase(Locale.ROOT),
          "severity " + Severity.of(type).name().toLowerCase(Locale.ROOT));
    }
    return Html.section(
        "extraction",
        "Found: does the model give personal data away?",
        Html.paragraph(
                "For each personal value in a row, the model was given the row up to the value. A"
                    + " value counts as completed if the model's own first choice, token by token,"
                    + " is that very value. Values of held-out rows that it completes it did not"
                    + " learn from them: they are guessable, or stand elsewhere in the data. What"
                    + " counts as remembered is the excess of the filled mark over the hollow one.")
            + (plot.isEmpty() ? "" : plot.html("0|0 %", "0.5|50 %", "1|100 %"))
            + table.html()
            + Html.note(
                "Values themselves are never stored or shown. Intervals are 95 %: Clopper–Pearson for"
                    + " shares, Newcombe's for differences; values of one row count as independent."));
  }

  /** Types with the largest numbers of values first, so that what rests on little comes last. */
  private static List<String> types(MetricIndex metrics) {
    return metrics.slices("type=").stream()
        .sorted(
            Comparator.comparingInt(
                    (String slice) ->
                        -metrics.find(PROBE, slice, "greedy_rate").map(Metric::members).orElse(0))
                .thenComparing(slice -> slice))
        .toList();
  }

  private static void add(
      IntervalPlot plot,
      Table table,
      MetricIndex metrics,
      String slice,
      String name,
      String explanation) {
    Optional<Metric> found = metrics.find(PROBE, slice, "greedy_rate");
    if (found.isEmpty()) {
      return;
    }
    Metric members = found.get();
    Optional<Metric> controls = metrics.find(PROBE, slice, "greedy_rate_controls");
    if (some(members) || controls.filter(ExtractionSection::some).isPresent()) {
      plot.row(
          name,
          explanation,
          members,
          controls.orElse(null),
          Figures.percent(members.point())
              + controls.map(c -> " / " + Figures.percent(c.point())).orElse(""));
    }
    table.row(
        Html.escape(name),
        Figures.count(members.members()) + " / " + Figures.count(members.controls()),
        Figures.percentWithInterval(members),
        controls.map(Figures::percentWithInterval).orElse("–"),
        share(metrics, slice, "greedy_excess"),
        share(metrics, slice, "n50_at_most_100_excess"));
  }

  private static boolean some(Metric rate) {
    return rate.point() != null && rate.point() > 0;
  }

  private static String share(MetricIndex metrics, String slice, String name) {
    return metrics.find(PROBE, slice, name).map(Figures::percentWithInterval).orElse("–");
  }
}
