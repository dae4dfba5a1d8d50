package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.testing.LakeRows.user;
import static dev.palimpsest.jobs.testing.LakeRows.words;

import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.testing.LakeRows;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Rows for {@link DedupJob}, and what it decided on them. */
final class DedupRows {

  static final DedupConfiguration CONFIGURATION = DedupConfiguration.of(0.8);

  private DedupRows() {}

  static void add(SparkSession spark, Lake lake, List<LakeRows> rows) {
    LakeRows.addTraces(spark, lake, rows);
    LakeRows.addScrubbed(spark, lake, rows);
  }

  static DedupResult dedup(SparkSession spark, Lake lake) {
    return new DedupJob(spark, lake, CONFIGURATION).run();
  }

  static List<String> decisions(SparkSession spark, Lake lake) {
    return Decisions.TABLE
        .read(spark, lake)
        .orderBy(Decisions.ROW_ID)
        .selectExpr("concat_ws(' ', row_id, action, job, stage, keeper)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** {@code common} words of the text {@code text} and {@code own} words of its own. */
  static LakeRows alike(String id, String text, int common, int own) {
    return LakeRows.of(id, user(words(text, common) + " " + words(id.replace("-", "") + "x", own)));
  }
}
