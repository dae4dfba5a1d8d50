package dev.palimpsest.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.ingest.file.FileScan;
import dev.palimpsest.jobs.ingest.file.SourceFile;
import dev.palimpsest.jobs.ingest.file.SourceListing;
import dev.palimpsest.jobs.lake.Inputs;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Quarantine;
import dev.palimpsest.jobs.lake.Traces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Trace files → {@link Traces} and {@link Quarantine}. Files that were read before are not opened
 * again; a file that has changed gives what is new in it.
 */
public final class IngestJob {

  private static final String JOB = "ingest";

  private final SparkSession spark;
  private final Lake lake;
  private final IngestConfiguration configuration;

  public IngestJob(SparkSession spark, Lake lake, IngestConfiguration configuration) {
    this.spark = spark;
    this.lake = lake;
    this.configuration = configuration;
  }

  /**
   * Reads what is new.
   *
   * @throws JobFailedException if counts do not add up or a file cannot be read
   */
  public IngestResult run() {
    var hadoop = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    List<ScannedFile> scanned = changed(hadoop);
    if (scanned.isEmpty()) {
      return IngestResult.NOTHING_NEW;
    }
    JobRun run =
        JobRun.of(spark, lake, JOB, configuration.effective(), Map.of(), identity(scanned));
    if (run.finished()) {
      record(scanned, run);
      return IngestResult.NOTHING_NEW;
    }
    // Rows that an interrupted try of this very run committed are this run's own.
    Dataset<Row> known =
        Traces.TABLE.read(spark, lake).filter(col(Traces.RUN_ID).notEqual(run.id()));
    Dataset<Row> outcomes =
        Resolve.outcomes(read(scanned, hadoop), known).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<String, Long> counts = new HashMap<>();
      Resolve.counted(outcomes)
          .collectAsList()
          .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
      Traces.TABLE.append(traces(outcomes, run), lake, run.commit(), "traces");
      Quarantine.TABLE.append(quarantine(outcomes, run), lake, run.commit(), "quarantine");
      IngestResult result = result(counts, run, scanned.size());
      run.finish(result.counts(), Traces.TABLE, Quarantine.TABLE);
      record(scanned, run);
      return result;
    } finally {
      outcomes.unpersist();
    }
  }

  /** Listed files less those that the lake has read as they are. */
  private List<ScannedFile> changed(SerializableConfiguration hadoop) {
    Set<List<Object>> read = new HashSet<>();
    Inputs.TABLE
        .read(spark, lake)
        .filter(col(Inputs.FORMAT).equalTo(configuration.format().text()))
        .toLocalIterator()
        .forEachRemaining(
            row -> {
              Object uri = row.getAs(Inputs.SOURCE_URI);
              read.add(List.of(uri, row.getAs(Inputs.SIZE), row.getAs(Inputs.MODIFIED_AT)));
              read.add(List.of(uri, row.getAs(Inputs.SHA256)));
            });
    List<SourceFile> files =
        SourceListing.list(configuration.paths(), hadoop.value()).stream()
            .filter(file -> !read.contains(List.of(file.uri(), file.size(), file.modifiedAt())))
            .toList();
    if (files.isEmpty()) {
      return List.of();
    }
    int slices = Math.min(files.size(), 4 * spark.sparkContext().defaultParallelism());
    return spark
        .createDataset(files, Encoders.javaSerialization(SourceFile.class))
        .repartition(slices)
        .map(new ScanFiles(hadoop), Encoders.javaSerialization(ScannedFile.class))
        .collectAsList()
        .stream()
        // Touched, but the bytes are the same.
        .filter(file -> !read.contains(List.of(file.file().uri(), file.scan().sha256())))
        .sorted(Comparator.comparing(file -> file.file().uri()))
        .toList();
  }

  private static String identity(List<ScannedFile> files) {
    StringBuilder identity = new StringBuilder();
    for (ScannedFile file : files) {
      identity.append(file.file().name()).append(' ').append(file.scan().sha256()).append('\n');
    }
    return identity.toString();
  }

  private Dataset<Row> read(List<ScannedFile> files, SerializableConfiguration hadoop) {
    List<ReadTask> tasks = new ArrayList<>();
    for (int order = 0; order < files.size(); order++) {
      ScannedFile file = files.get(order);
      for (FileScan.Split split : file.scan().splits()) {
        tasks.add(new ReadTask(order, file.file(), file.scan().sha256(), split));
      }
    }
    int slices = Math.max(1, Math.min(tasks.size(), 4 * spark.sparkContext().defaultParallelism()));
    return spark
        .createDataset(tasks, Encoders.javaSerialization(ReadTask.class))
        .repartition(slices)
        .flatMap(
            new ReadRecords(hadoop, configuration.format(), configuration.key()),
            Encoders.row(ParsedRecords.SCHEMA));
  }

  private static Dataset<Row> traces(Dataset<Row> outcomes, JobRun run) {
    Column rowId =
        sha2(
            concat_ws(
                "|",
                lit("trace"),
                col(ParsedRecords.FORMAT),
                col(ParsedRecords.LINE_SHA256),
                col("answer." + Traces.CHOICE),
                col(Resolve.OCCURRENCE)),
            256);
    return outcomes
        .filter(col(Resolve.OUTCOME).equalTo(Resolve.KEPT))
        .withColumn("answer", explode(col(ParsedRecords.ROWS)))
        .select(
            rowId.as(Traces.ROW_ID),
            lit(run.id()).as(Traces.RUN_ID),
            col("answer.*"),
            col(ParsedRecords.RECORD_KEY).as(Traces.RECORD_KEY),
            col(ParsedRecords.DIGEST).as(Traces.RECORD_DIGEST),
            struct(
                    col(ParsedRecords.URI).as("source_uri"),
                    col(ParsedRecords.FORMAT).as("source_format"),
                    col(ParsedRecords.FILE_SHA256).as("source_file_sha256"),
                    col(ParsedRecords.LINE).as("source_line"),
                    col(ParsedRecords.LINE_SHA256).as("source_row_sha256"),
                    col(Resolve.OCCURRENCE).as("occurrence"))
                .as(Traces.PROVENANCE));
  }

  private Dataset<Row> quarantine(Dataset<Row> outcomes, JobRun run) {
    Column id =
        sha2(
            concat_ws(
                "|",
                lit(JOB),
                col(ParsedRecords.URI),
                col(ParsedRecords.LINE),
                col(ParsedRecords.LINE_SHA256),
                col(Resolve.OUTCOME)),
            256);
    Dataset<Row> refused =
        outcomes
            .filter(isRefused())
            .select(
                id.as(Quarantine.QUARANTINE_ID),
                lit(run.id()).as(Quarantine.RUN_ID),
                lit(JOB).as(Quarantine.STAGE),
                col(Resolve.OUTCOME).as(Quarantine.REASON),
                lit(null).cast("string").as(Quarantine.DETAIL),
                lit(null).cast("string").as(Quarantine.ROW_ID),
                col(ParsedRecords.FILE).as(Quarantine.FILE),
                col(ParsedRecords.LINE).as(Quarantine.LINE),
                col(ParsedRecords.LINE_SHA256).as(Quarantine.LINE_SHA256),
                col(ParsedRecords.RECORD_ID).as(Quarantine.ID),
                col(ParsedRecords.URI).as(Quarantine.SOURCE_URI),
                col(ParsedRecords.FORMAT).as(Quarantine.SOURCE_FORMAT));
    // A bad line of a file that has grown is in quarantine already.
    Dataset<Row> known =
        Quarantine.TABLE
            .read(spark, lake)
            .filter(col(Quarantine.RUN_ID).notEqual(run.id()))
            .select(col(Quarantine.QUARANTINE_ID).as("known"));
    return refused.join(known, col(Quarantine.QUARANTINE_ID).equalTo(col("known")), "left_anti");
  }

  private static Column isRefused() {
    return col(Resolve.OUTCOME)
        .isin(Resolve.KEPT, Resolve.SUPERSEDED, Resolve.REPEATED)
        .equalTo(false);
  }

  /** The last step: files that are recorded are not looked at again. */
  private void record(List<ScannedFile> files, JobRun run) {
    List<Row> rows = new ArrayList<>();
    for (ScannedFile file : files) {
      rows.add(
          RowFactory.create(
              run.id(),
              file.file().uri(),
              file.file().name(),
              configuration.format().text(),
              file.file().size(),
              file.file().modifiedAt(),
              file.scan().sha256()));
    }
    Inputs.TABLE.append(spark.createDataFrame(rows, Inputs.SCHEMA), lake, run.commit(), "inputs");
  }

  private IngestResult result(Map<String, Long> counts, JobRun run, long files) {
    long kept = counts.getOrDefault(Resolve.KEPT, 0L);
    long superseded = counts.getOrDefault(Resolve.SUPERSEDED, 0L);
    long repeated = counts.getOrDefault(Resolve.REPEATED, 0L);
    long records = counts.values().stream().mapToLong(Long::longValue).sum();
    Dataset<Row> written =
        Traces.TABLE.read(spark, lake).filter(col(Traces.RUN_ID).equalTo(run.id()));
    long rows = written.count();
    long writtenRecords =
        written
            .select(
                col(Traces.PROVENANCE + ".source_row_sha256"),
                col(Traces.PROVENANCE + ".occurrence"))
            .distinct()
            .count();
    if (writtenRecords != kept) {
      throw new JobFailedException(
          "ingest read %d records to keep and the table traces has %d of run %s. The lake is being written by somebody else, or a file changed while it was read: run ingest again."
              .formatted(kept, writtenRecords, run.id()));
    }
    return new IngestResult(
        files, records, kept, rows, records - kept - superseded - repeated, superseded, repeated);
  }
}
