package dev.palimpsest.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The first rows as a table for people: long values cut, columns aligned. */
final class TableText {

  private static final int MOST_ROWS = 50;
  private static final int WIDEST = 40;

  private TableText() {}

  static List<String> of(Dataset<Row> rows) {
    Column[] columns = Arrays.stream(rows.schema().fields()).map(Csv::text).toArray(Column[]::new);
    List<List<String>> cells = new ArrayList<>();
    cells.add(Arrays.asList(rows.columns()));
    List<Row> found = rows.select(columns).takeAsList(MOST_ROWS + 1);
    for (Row row : found.subList(0, Math.min(MOST_ROWS, found.size()))) {
      List<String> line = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        line.add(row.isNullAt(i) ? "" : cut(row.getString(i)));
      }
      cells.add(line);
    }
    List<String> lines = aligned(cells);
    if (found.size() > MOST_ROWS) {
      lines.add("… more rows: --limit and --as jsonl or csv print all");
    }
    return lines;
  }

  /** Cells in columns, a rule under the first row. */
  static List<String> aligned(List<List<String>> cells) {
    int width = cells.get(0).size();
    int[] widths = new int[width];
    for (List<String> row : cells) {
      for (int i = 0; i < width; i++) {
        widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < width; i++) {
        String cell = row.get(i);
        line.append(cell).append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length()) + 2));
      }
      lines.add(line.toString().stripTrailing());
      if (lines.size() == 1) {
        lines.add(Arrays.stream(widths).mapToObj("─"::repeat).collect(Collectors.joining("  ")));
      }
    }
    return lines;
  }

  private static String cut(String cell) {
    String line = cell.replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= WIDEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }
}
