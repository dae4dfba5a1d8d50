package dev.palimpsest.jobs.cli;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.LakeTables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Print a table of the lake.")
final class ShowCommand implements Callable<Integer> {

  /** How rows are printed. */
  enum Form {
    table,
    jsonl,
    csv
  }

  @Mixin LakeOptions options = new LakeOptions();
  @Mixin SparkOptions spark = new SparkOptions();

  @Parameters(index = "0", paramLabel = "TABLE", description = "Name of the table.")
  String table = "";

  /** Declared here: the standard options, which others inherit, would take {@code --version}. */
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  boolean help;

  @Option(names = "--version", paramLabel = "N", description = "Version; default: the newest.")
  @Nullable Long version;

  @Option(
      names = "--where",
      paramLabel = "COLUMN=VALUE",
      description = "Only rows whose column has this value; may be given several times.")
  Map<String, String> where = new LinkedHashMap<>();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many rows.")
  @Nullable Integer limit;

  @Option(names = "--as", paramLabel = "FORM", description = "${COMPLETION-CANDIDATES}.")
  Form form = Form.table;

  @Override
  public Integer call() {
    LakeTable known =
        LakeTables.of(table)
            .orElseThrow(
                () ->
                    new UserException(
                        "TABLE must be one of: %s. Provided value: %s"
                            .formatted(
                                LakeTables.ALL.stream()
                                    .map(LakeTable::name)
                                    .collect(Collectors.joining(", ")),
                                table)));
    try (SparkSession session = spark.session("show " + known.name())) {
      Lake lake = Lake.open(session, options.lake);
      long newest = known.currentVersion(session, lake);
      if (version != null && (version < 0 || version > newest)) {
        throw new UserException(
            "Table %s has versions 0 to %d. Provided --version: %d"
                .formatted(known.name(), newest, version));
      }
      Dataset<Row> rows = known.read(session, lake, version == null ? newest : version);
      for (Map.Entry<String, String> entry : where.entrySet()) {
        if (java.util.Arrays.asList(known.schema().fieldNames()).contains(entry.getKey())) {
          rows =
              rows.filter(functions.col(entry.getKey()).cast("string").equalTo(entry.getValue()));
        } else {
          throw new UserException(
              "Table %s has no column %s. Columns: %s."
                  .formatted(
                      known.name(),
                      entry.getKey(),
                      String.join(", ", known.schema().fieldNames())));
        }
      }
      if (options.dryRun) {
        Console.say("would print table %s of lake %s", known.name(), lake.root());
        return ExitCodes.DONE;
      }
      print(limit == null ? rows : rows.limit(limit));
      return ExitCodes.DONE;
    }
  }

  private void print(Dataset<Row> rows) {
    switch (form) {
      case table -> TableText.of(rows).forEach(StandardOutput::line);
      case jsonl -> {
        Column[] columns =
            java.util.Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
        Map<String, String> options = Map.of("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");
        rows.select(functions.to_json(functions.struct(columns), options))
            .toLocalIterator()
            .forEachRemaining(row -> StandardOutput.line(JsonLine.of(row.getString(0))));
      }
      case csv -> Csv.of(rows).forEachRemaining(StandardOutput::line);
    }
    StandardOutput.flush();
  }
}
