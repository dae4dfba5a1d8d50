package dev.palimpsest.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.audit.report.CorpusOrigins.StageCount;
import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Findings;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Quarantine;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What became of the rows, stage by stage. */
public final class StageCounts {

  private StageCounts() {}

  /** In pipeline order; stages that did not run are left out. */
  public static List<StageCount> of(SparkSession spark, Lake lake, CorpusVersion corpus) {
    List<StageCount> counts = new ArrayList<>();
    counts.add(new StageCount("ingest", "calls read", Traces.TABLE.read(spark, lake).count()));
    for (Row row :
        Quarantine.TABLE
            .read(spark, lake)
            .groupBy(Quarantine.STAGE, Quarantine.REASON)
            .agg(count(lit(1)))
            .orderBy(Quarantine.STAGE, Quarantine.REASON)
            .collectAsList()) {
      counts.add(
          new StageCount(
              row.getString(0),
              "quarantined: " + row.getString(1).toLowerCase(Locale.ROOT).replace('_', ' '),
              row.getLong(2)));
    }
    List<Row> decisions =
        Decisions.TABLE
            .read(spark, lake)
            .groupBy(col(Decisions.JOB), coalesce(col(Decisions.STAGE), lit("kept")).as("stage"))
            .agg(count(lit(1)))
            .orderBy(Decisions.JOB, "stage")
            .collectAsList();
    addDrops(counts, decisions, "collapse");
    counts.add(new StageCount("scrub", "rows masked", Scrubbed.TABLE.read(spark, lake).count()));
    counts.add(
        new StageCount("scrub", "personal data found", Findings.TABLE.read(spark, lake).count()));
    addDrops(counts, decisions, "scrub");
    addDrops(counts, decisions, "dedup");
    decisions.stream()
        .filter(row -> row.getString(1).equals("kept"))
        .forEach(row -> counts.add(new StageCount("dedup", "kept", row.getLong(2))));
    for (Row row :
        corpus
            .rows(spark, lake)
            .groupBy(col(Corpus.SPLIT), col(Corpus.CANARY_ID).isNotNull().as("canary"))
            .agg(count(lit(1)))
            .orderBy(Corpus.SPLIT, "canary")
            .collectAsList()) {
      counts.add(
          new StageCount(
              "corpus",
              row.getBoolean(1)
                  ? "canary rows planted"
                  : row.getString(0).equals(Corpus.TRAIN) ? "rows to train on" : "rows held out",
              row.getLong(2)));
    }
    return counts;
  }

  private static void addDrops(List<StageCount> counts, List<Row> decisions, String job) {
    for (Row row : decisions) {
      if (row.getString(0).equals(job) && !row.getString(1).equals("kept")) {
        counts.add(new StageCount(job, words(row.getString(1)), row.getLong(2)));
      }
    }
  }

  private static String words(String stage) {
    return switch (stage) {
      case "exact" -> "dropped: exact copies";
      case "prefix" -> "dropped: beginnings of longer conversations";
      case "near" -> "dropped: near copies";
      case "quarantine" -> "dropped: could not be scrubbed";
      case "dropped" -> "dropped: the policy takes them out";
      default -> stage;
    };
  }
}
