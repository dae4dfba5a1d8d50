package dev.palimpsest.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.palimpsest.audit.report.CorpusOrigins;
import dev.palimpsest.audit.report.CorpusOrigins.ClusterCount;
import dev.palimpsest.audit.report.CorpusOrigins.SourceCount;
import dev.palimpsest.jobs.corpus.CorpusVersion;
import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Lake;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What became of the rows that a corpus was made from, read from the lake. */
public final class Origins {

  /** Sources that are listed; the rest is one line. */
  private static final int MOST_SOURCES = 20;

  private static final int MOST_EXAMPLES = 3;

  /** Least number of rows of each range of cluster sizes. */
  private static final long[] SIZES = {1, 2, 3, 10, 100, 1_000, 10_000};

  private Origins() {}

  public static CorpusOrigins of(SparkSession spark, Lake lake, CorpusVersion corpus) {
    return new CorpusOrigins(
        StageCounts.of(spark, lake, corpus),
        sources(Decisions.TABLE.read(spark, lake)),
        clusters(corpus.rows(spark, lake)));
  }

  private static List<SourceCount> sources(Dataset<Row> decisions) {
    Column lost = col("read").minus(col("kept"));
    Dataset<Row> sources =
        decisions
            .groupBy(Decisions.SOURCE)
            .agg(
                count(lit(1)).as("read"),
                dropped("collapse", "exact"),
                dropped("collapse", "prefix"),
                count(when(col(Decisions.JOB).equalTo("scrub"), 1)).as("scrub"),
                dropped("dedup", "exact"),
                dropped("dedup", "near"),
                count(when(col(Decisions.ACTION).equalTo(Decisions.KEEP), 1)).as("kept"));
    List<SourceCount> most =
        new ArrayList<>(
            sources
                .orderBy(lost.desc(), col(Decisions.SOURCE))
                .limit(MOST_SOURCES)
                .collectAsList()
                .stream()
                .map(row -> source(row.getString(0), row))
                .toList());
    long others = sources.count() - most.size();
    if (others > 0) {
      most.add(others(decisions, most, others));
    }
    return most;
  }

  private static SourceCount others(Dataset<Row> decisions, List<SourceCount> most, long others) {
    Object[] listed = most.stream().map(SourceCount::source).toArray();
    Dataset<Row> rest = decisions.filter(col(Decisions.SOURCE).isin(listed).equalTo(false));
    String name = "%d other sources".formatted(others);
    return sources(rest.withColumn(Decisions.SOURCE, lit(name))).get(0);
  }

  private static Column dropped(String job, String stage) {
    return count(when(col(Decisions.JOB).equalTo(job).and(col(Decisions.STAGE).equalTo(stage)), 1))
        .as(job + "_" + stage);
  }

  private static SourceCount source(String name, Row row) {
    return new SourceCount(
        name,
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7));
  }

  private static List<ClusterCount> clusters(Dataset<Row> corpus) {
    Dataset<Row> natural =
        corpus.filter(col(Corpus.CANARY_ID).isNull().and(col(Corpus.SPLIT).equalTo(Corpus.TRAIN)));
    List<ClusterCount> counts = new ArrayList<>();
    for (int i = 0; i < SIZES.length; i++) {
      long most = i + 1 < SIZES.length ? SIZES[i + 1] - 1 : -1;
      Column size = col(Corpus.DUPLICATES);
      Dataset<Row> range =
          natural.filter(size.geq(SIZES[i]).and(most < 0 ? lit(true) : size.leq(most)));
      Row totals = range.agg(count(lit(1)), coalesce(sum(size), lit(0L))).first();
      if (totals.getLong(0) > 0) {
        counts.add(
            new ClusterCount(
                SIZES[i], most, totals.getLong(0), totals.getLong(1), mostRepeated(range)));
      }
    }
    return counts;
  }

  private static List<String> mostRepeated(Dataset<Row> rows) {
    return rows
        .orderBy(col(Corpus.DUPLICATES).desc(), col(Corpus.ROW_ID))
        .select(Corpus.ROW_ID)
        .takeAsList(MOST_EXAMPLES)
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
