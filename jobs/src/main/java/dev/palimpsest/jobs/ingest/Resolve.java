package dev.palimpsest.jobs.ingest;

import static dev.palimpsest.jobs.ingest.ParsedRecords.DIGEST;
import static dev.palimpsest.jobs.ingest.ParsedRecords.FINISHED;
import static dev.palimpsest.jobs.ingest.ParsedRecords.FORMAT;
import static dev.palimpsest.jobs.ingest.ParsedRecords.LINE;
import static dev.palimpsest.jobs.ingest.ParsedRecords.LINE_SHA256;
import static dev.palimpsest.jobs.ingest.ParsedRecords.ORDER;
import static dev.palimpsest.jobs.ingest.ParsedRecords.REASON;
import static dev.palimpsest.jobs.ingest.ParsedRecords.RECORD_KEY;
import static dev.palimpsest.jobs.ingest.ParsedRecords.SIZE;
import static dev.palimpsest.jobs.ingest.ParsedRecords.URI;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import dev.palimpsest.jobs.ingest.format.Reason;
import dev.palimpsest.jobs.lake.Traces;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Settles which records stay, and numbers equal lines.
 *
 * <p>Of records with one id the finished one stays, then the one that says more, then the greater
 * line digest; one that is in the lake already stays whatever comes. Lines without an id are as
 * many records as there are lines, except those that the lake has from the same file in an earlier
 * state.
 */
final class Resolve {

  /**
   * What becomes of a record: {@link #KEPT}, {@link #SUPERSEDED}, {@link #REPEATED}, or a reason.
   */
  static final String OUTCOME = "outcome";

  static final String KEPT = "kept";
  static final String SUPERSEDED = "superseded";
  static final String REPEATED = "repeated";

  /** Number of equal lines before this one, the lake's included. */
  static final String OCCURRENCE = "occurrence";

  private static final String KNOWN_DIGEST = "known_digest";
  private static final String KNOWN_LINES = "known_lines";
  private static final String KNOWN_HERE = "known_here";

  private Resolve() {}

  /**
   * The records with {@link #OUTCOME} and {@link #OCCURRENCE}.
   *
   * @param known rows of {@link Traces} that earlier runs wrote
   */
  static Dataset<Row> outcomes(Dataset<Row> parsed, Dataset<Row> known) {
    Column place = col(ORDER);
    Dataset<Row> faults =
        parsed
            .filter(col(REASON).isNotNull())
            .withColumn(OUTCOME, col(REASON))
            .withColumn(OCCURRENCE, lit(0));
    Dataset<Row> sound = parsed.filter(col(REASON).isNull());
    return faults
        .unionByName(withIds(sound.filter(col(RECORD_KEY).isNotNull()), known, place))
        .unionByName(withoutIds(sound.filter(col(RECORD_KEY).isNull()), known, place));
  }

  private static Dataset<Row> withIds(Dataset<Row> records, Dataset<Row> known, Column place) {
    Dataset<Row> incumbents =
        known
            .filter(col(Traces.RECORD_KEY).isNotNull())
            .groupBy(col(Traces.RECORD_KEY).as("key"))
            .agg(first(col(Traces.RECORD_DIGEST)).as(KNOWN_DIGEST));
    WindowSpec best =
        Window.partitionBy(RECORD_KEY)
            .orderBy(
                col(FINISHED).desc(), col(SIZE).desc(), col(LINE_SHA256).desc(), place, col(LINE));
    Column stays = coalesce(col(KNOWN_DIGEST), first(col(DIGEST)).over(best));
    return records
        .join(incumbents, col(RECORD_KEY).equalTo(col("key")), "left")
        .drop("key")
        .withColumn("rank", row_number().over(best))
        .withColumn("stays", stays)
        .withColumn(
            OUTCOME,
            when(col("rank").equalTo(1).and(col(KNOWN_DIGEST).isNull()), KEPT)
                .when(col(DIGEST).equalTo(col("stays")), SUPERSEDED)
                .otherwise(Reason.DUPLICATE_ID.name()))
        .withColumn(OCCURRENCE, lit(0))
        .drop("rank", "stays", KNOWN_DIGEST);
  }

  private static Dataset<Row> withoutIds(Dataset<Row> records, Dataset<Row> known, Column place) {
    Column line = col(Traces.PROVENANCE + ".source_row_sha256");
    Column format = col(Traces.PROVENANCE + ".source_format");
    Dataset<Row> lines = known.filter(col(Traces.RECORD_KEY).isNull());
    Dataset<Row> knownLines =
        lines
            .groupBy(line.as("known_line"), format.as("known_format"))
            .agg(countDistinct(col(Traces.PROVENANCE + ".occurrence")).as(KNOWN_LINES));
    Dataset<Row> knownHere =
        lines
            .groupBy(
                line.as("here_line"),
                format.as("here_format"),
                col(Traces.PROVENANCE + ".source_uri").as("here_uri"))
            .agg(countDistinct(col(Traces.PROVENANCE + ".occurrence")).as(KNOWN_HERE));
    WindowSpec inFile = Window.partitionBy(LINE_SHA256, FORMAT, URI).orderBy(place, col(LINE));
    WindowSpec inLake = Window.partitionBy(LINE_SHA256, FORMAT, OUTCOME).orderBy(place, col(LINE));
    return records
        .join(
            knownHere,
            col(LINE_SHA256)
                .equalTo(col("here_line"))
                .and(col(FORMAT).equalTo(col("here_format")))
                .and(col(URI).equalTo(col("here_uri"))),
            "left")
        .withColumn(
            OUTCOME,
            when(row_number().over(inFile).leq(coalesce(col(KNOWN_HERE), lit(0))), REPEATED)
                .otherwise(KEPT))
        .join(
            knownLines,
            col(LINE_SHA256)
                .equalTo(col("known_line"))
                .and(col(FORMAT).equalTo(col("known_format"))),
            "left")
        .withColumn(
            OCCURRENCE,
            row_number().over(inLake).minus(1).plus(coalesce(col(KNOWN_LINES), lit(0))).cast("int"))
        .drop(
            "here_line",
            "here_format",
            "here_uri",
            KNOWN_HERE,
            "known_line",
            "known_format",
            KNOWN_LINES);
  }

  /** Number of records per outcome. */
  static Dataset<Row> counted(Dataset<Row> outcomes) {
    return outcomes.groupBy(OUTCOME).agg(count(lit(1)).as("records"));
  }
}
