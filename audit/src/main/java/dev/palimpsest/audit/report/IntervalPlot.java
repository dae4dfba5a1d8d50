package dev.palimpsest.audit.report;

import dev.palimpsest.audit.stats.Metric;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Estimates with their intervals, one above the other on a common scale. Every row is a small
 * drawing of its own between text, so that words stay readable at any width.
 */
final class IntervalPlot {

  private final String title;
  private final double from;
  private final double to;
  private final @Nullable Double reference;
  private final StringBuilder rows = new StringBuilder();

  /**
   * @param title what the plot shows
   * @param from left end of the scale
   * @param to right end of the scale
   * @param reference where a line marks "nothing found"; null for none
   */
  IntervalPlot(String title, double from, double to, @Nullable Double reference) {
    this.title = title;
    this.from = from;
    this.to = to;
    this.reference = reference;
  }

  /**
   * Adds a row.
   *
   * @param name of the row
   * @param explanation one sentence; may be empty
   * @param metric filled mark
   * @param comparison hollow mark; null for none
   * @param value in words, shown beside the drawing and read out for it
   */
  IntervalPlot row(
      String name, String explanation, Metric metric, @Nullable Metric comparison, String value) {
    StringBuilder marks = new StringBuilder();
    if (comparison != null) {
      marks.append(mark(comparison, "comparison", 68));
    }
    marks.append(mark(metric, "estimate", comparison == null ? 50 : 32));
    rows.append(
        String.format(
            Locale.ROOT,
            """
        <li>
        <div class="name"><strong>%s</strong>%s</div>
        <div class="value">%s</div>
        <div class="drawing"><svg role="img" aria-label="%s"><title>%s</title>%s%s</svg></div>
        </li>
        """,
            Html.escape(name),
            explanation.isEmpty() ? "" : "<small>" + Html.escape(explanation) + "</small>",
            Html.escape(value),
            Html.escape(name + ": " + value),
            Html.escape(name + ": " + value),
            referenceLine(),
            marks));
    return this;
  }

  boolean isEmpty() {
    return rows.length() == 0;
  }

  private String mark(Metric metric, String kind, int y) {
    Double point = metric.point();
    if (point == null) {
      return "";
    }
    String line =
        metric.low() == null || metric.high() == null
            ? ""
            : String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%d%%\" y2=\"%d%%\"/>",
                kind,
                x(metric.low()),
                x(metric.high()),
                y,
                y);
    return line
        + String.format(
            Locale.ROOT,
            "<circle class=\"%s\" cx=\"%s\" cy=\"%d%%\" r=\"4.5\"/>",
            kind,
            x(point),
            y);
  }

  private String referenceLine() {
    return reference == null
        ? ""
        : String.format(
            Locale.ROOT,
            "<line class=\"reference\" x1=\"%1$s\" x2=\"%1$s\" y1=\"0\" y2=\"100%%\"/>",
            x(reference));
  }

  /** A place on the scale in per cent of the width, with room for half a mark at both ends. */
  private String x(double value) {
    double share = (Math.max(from, Math.min(to, value)) - from) / (to - from);
    return String.format(Locale.ROOT, "%.2f%%", 2 + 96 * share);
  }

  String html(String... ticks) {
    StringBuilder axis = new StringBuilder();
    for (String tick : ticks) {
      double value = Double.parseDouble(tick.substring(0, tick.indexOf('|')));
      String anchor = value <= from ? "start" : value >= to ? "end" : "middle";
      axis.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%s\" y=\"14\" text-anchor=\"%s\">%s</text>",
              x(value),
              anchor,
              Html.escape(tick.substring(tick.indexOf('|') + 1))));
    }
    return String.format(
        Locale.ROOT,
        """
        <figure>
        <figcaption>%s</figcaption>
        <ol class="plot">
        %s<li class="axis" aria-hidden="true"><div class="drawing"><svg>%s</svg></div></li>
        </ol>
        </figure>
        """,
        Html.escape(title),
        rows,
        axis);
  }
}
