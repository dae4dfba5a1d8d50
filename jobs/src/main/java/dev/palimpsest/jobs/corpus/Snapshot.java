package dev.palimpsest.jobs.corpus;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;

import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.JobRun;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The digest of a corpus version: a tree of two levels. Rows are grouped by the first three digits
 * of their id, so that no task and not the driver ever holds more than a 4,096th of them.
 */
public final class Snapshot {

  private Snapshot() {}

  /** Hexadecimal SHA-256 over which rows are in, on which side, by which unit and how often. */
  public static String digest(Dataset<Row> corpus) {
    Column line =
        concat_ws(
            " ",
            col(Corpus.ROW_ID),
            col(Corpus.SPLIT),
            coalesce(col(Corpus.UNIT), lit("-")),
            col(Corpus.DUPLICATES),
            col(Corpus.CLUSTER),
            col(Corpus.WEIGHT),
            coalesce(col(Corpus.CANARY_ID), lit("-")));
    List<Row> groups =
        corpus
            .groupBy(substring(col(Corpus.ROW_ID), 1, 3).as("group"))
            .agg(sha2(array_join(array_sort(collect_list(line)), "\n"), 256).as("digest"))
            .orderBy("group")
            .collectAsList();
    StringBuilder lines = new StringBuilder();
    groups.forEach(row -> lines.append(row.get(0)).append(' ').append(row.get(1)).append('\n'));
    return JobRun.sha256(lines.toString());
  }
}
