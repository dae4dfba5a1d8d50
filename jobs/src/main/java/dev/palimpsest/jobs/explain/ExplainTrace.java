package dev.palimpsest.jobs.explain;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Traces;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@code explain --trace}: the rows that a trace or conversation became, and what became of each.
 */
public final class ExplainTrace {

  private final SparkSession spark;
  private final Lake lake;

  public ExplainTrace(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * The rows, a line each.
   *
   * @param id of a trace or of a conversation, as the traces have it
   * @throws UserException if no row has it
   */
  public List<String> lines(String id) {
    List<Row> rows =
        Traces.TABLE
            .read(spark, lake)
            .filter(col(Traces.TRACE_ID).equalTo(id).or(col(Traces.CONVERSATION_ID).equalTo(id)))
            .join(
                Decisions.TABLE
                    .read(spark, lake)
                    .select(Decisions.ROW_ID, Decisions.ACTION, Decisions.STAGE, Decisions.KEEPER),
                new String[] {Traces.ROW_ID},
                "left_outer")
            .select(
                col(Traces.ROW_ID),
                col(Traces.PROVENANCE + ".source_uri"),
                col(Traces.PROVENANCE + ".source_line"),
                col(Traces.CHOICE),
                col(Decisions.ACTION),
                col(Decisions.STAGE),
                col(Decisions.KEEPER))
            .orderBy("source_uri", "source_line", Traces.CHOICE)
            .collectAsList();
    if (rows.isEmpty()) {
      throw new UserException(
          "The lake %s has no trace or conversation of that id. show traces --as csv lists them; show quarantine what could not be used."
              .formatted(lake.root()));
    }
    Lines lines = new Lines();
    lines.title("%d rows".formatted(rows.size()));
    for (Row row : rows) {
      lines.add("row", "%s", row.getString(0));
      lines.add("", "%s, line %d, choice %d", row.getString(1), row.getLong(2), row.getInt(3));
      lines.add(
          "",
          row.isNullAt(4)
              ? "no decision yet"
              : row.isNullAt(6)
                  ? row.getString(4).toUpperCase(Locale.ROOT)
                  : "%s: %s of %s"
                      .formatted(
                          row.getString(4).toUpperCase(Locale.ROOT),
                          row.getString(5),
                          row.getString(6)));
    }
    return lines.all();
  }
}
