package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.xxhash64;

import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.ScratchFolder;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.TableChanges;
import dev.palimpsest.jobs.lake.Traces;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The rows of which anything that {@code dedup} looks at is not as the last finished run read or
 * left it: new ones, those scrubbed anew, those with other feedback, those that an earlier job
 * dropped since.
 */
final class ChangedRows {

  private final SparkSession spark;
  private final Lake lake;
  private final JobRun run;
  private final EarlierPairs earlier;

  ChangedRows(SparkSession spark, Lake lake, JobRun run, EarlierPairs earlier) {
    this.spark = spark;
    this.lake = lake;
    this.run = run;
    this.earlier = earlier;
  }

  /**
   * {@link AffectedRows#HASH} of each changed row.
   *
   * @return empty if no run came to its end under this configuration, or nobody can tell any more
   *     what it read
   */
  Optional<Dataset<Row>> hashes(ScratchFolder scratch) {
    if (earlier.isNone()) {
      return Optional.empty();
    }
    return since(Traces.TABLE, earlier.read(Traces.TABLE), col(Traces.ROW_ID))
        .flatMap(changed -> and(changed, scrubbed()))
        .flatMap(changed -> and(changed, decided()))
        .map(changed -> scratch.write("changed", changed.distinct()));
  }

  private Optional<Dataset<Row>> scrubbed() {
    return since(
        Scrubbed.TABLE,
        earlier.read(Scrubbed.TABLE),
        col(Traces.ROW_ID),
        col(Scrubbed.OUTPUT_DIGEST),
        size(col(Traces.FEEDBACK)).as(Traces.FEEDBACK),
        col(Traces.STARTED_AT),
        Decisions.source());
  }

  private Optional<Dataset<Row>> decided() {
    return since(
        Decisions.TABLE,
        earlier.wrote(Decisions.TABLE),
        col(Decisions.ROW_ID),
        col(Decisions.JOB),
        col(Decisions.ACTION),
        col(Decisions.STAGE),
        col(Decisions.KEEPER));
  }

  private Optional<Dataset<Row>> since(LakeTable table, long version, Column... columns) {
    long now = run.commit().inputs().getOrDefault(table.name(), table.currentVersion(spark, lake));
    return TableChanges.of(spark, lake, table, version, now, columns)
        .map(rows -> rows.select(xxhash64(col(Traces.ROW_ID)).as(AffectedRows.HASH)));
  }

  private static Optional<Dataset<Row>> and(Dataset<Row> changed, Optional<Dataset<Row>> others) {
    return others.map(changed::union);
  }
}
