package dev.palimpsest.audit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table with a caption that becomes one block per row on a narrow screen. The roles are written
 * out because that layout would otherwise hide the table from screen readers.
 */
final class Table {

  private final String caption;
  private final List<String> headings;
  private final StringBuilder rows = new StringBuilder();

  /**
   * @param caption what the table shows
   * @param headings of its columns; the first names the row
   */
  Table(String caption, String... headings) {
    this.caption = caption;
    this.headings = List.of(headings);
  }

  /** Adds a row of cells that are HTML already. */
  Table row(String... cells) {
    return row(List.of(cells));
  }

  Table row(List<String> cells) {
    if (cells.size() != headings.size()) {
      throw new IllegalArgumentException(
          "a row must have one cell per heading. Provided counts: "
              + cells.size()
              + ", "
              + headings.size());
    }
    rows.append("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">")
        .append(cells.get(0))
        .append("</th>");
    for (int i = 1; i < cells.size(); i++) {
      rows.append("<td role=\"cell\" data-label=\"")
          .append(Html.escape(headings.get(i)))
          .append("\"><span>")
          .append(cells.get(i))
          .append("</span></td>");
    }
    rows.append("</tr>\n");
    return this;
  }

  boolean isEmpty() {
    return rows.length() == 0;
  }

  String html() {
    List<String> heads = new ArrayList<>();
    for (String heading : headings) {
      heads.add("<th role=\"columnheader\" scope=\"col\">" + Html.escape(heading) + "</th>");
    }
    return String.format(
        Locale.ROOT,
        """
        <table role="table">
        <caption>%s</caption>
        <thead role="rowgroup"><tr role="row">%s</tr></thead>
        <tbody role="rowgroup">
        %s</tbody>
        </table>
        """,
        Html.escape(caption),
        String.join("", heads),
        rows);
  }
}
