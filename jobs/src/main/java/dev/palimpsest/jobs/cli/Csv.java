package dev.palimpsest.jobs.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** Rows as CSV (RFC 4180) with a header; nested values as JSON. */
final class Csv {

  private Csv() {}

  static Iterator<String> of(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      columns.add(text(field));
    }
    String header =
        java.util.Arrays.stream(rows.columns()).map(Csv::quoted).collect(Collectors.joining(","));
    Iterator<Row> lines = rows.select(columns.toArray(Column[]::new)).toLocalIterator();
    return new Iterator<>() {
      private @Nullable String first = header;

      @Override
      public boolean hasNext() {
        return first != null || lines.hasNext();
      }

      @Override
      public String next() {
        if (first != null) {
          String line = first;
          first = null;
          return line;
        }
        Row row = lines.next();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.length(); i++) {
          cells.add(row.isNullAt(i) ? "" : quoted(row.getString(i)));
        }
        return String.join(",", cells);
      }
    };
  }

  /** The column as text: nested values as JSON. */
  static Column text(StructField field) {
    DataType type = field.dataType();
    String name = type.typeName();
    boolean nested = name.equals("array") || name.equals("struct") || name.equals("map");
    Column column = functions.col(field.name());
    return (nested ? functions.to_json(column) : column.cast("string")).as(field.name());
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
