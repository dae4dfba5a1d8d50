package dev.palimpsest.jobs.scrub;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.PathProfiles;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.pii.UserRules;
import dev.palimpsest.profile.Column;
import dev.palimpsest.profile.PathProfile;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows of {@link Scrubbed} with a value in a column about which the profile now says something else
 * than when they were scrubbed. They are deleted, and so are scrubbed again like new ones, whenever
 * a run is killed.
 */
final class RowsOfOtherDecisions {

  private static final long NO_PROFILE = -1;

  private final SparkSession spark;
  private final Lake lake;
  private final UserRules rules;

  RowsOfOtherDecisions(SparkSession spark, Lake lake, UserRules rules) {
    this.spark = spark;
    this.lake = lake;
    this.rules = rules;
  }

  void delete(PathProfile profile, JobRun run) {
    Set<Column> differing =
        ProfileJob.read(spark, lake, lastProfile().orElse(NO_PROFILE)).differing(profile);
    if (differing.isEmpty() || Scrubbed.TABLE.holdsNothing(spark, lake)) {
      return;
    }
    Dataset<Row> rows =
        Scrubbed.TABLE
            .read(spark, lake)
            .filter(col(Traces.RUN_ID).notEqual(run.id()))
            .select(Traces.ROW_ID);
    Dataset<Row> stale =
        Traces.TABLE
            .read(spark, lake, run.input(Traces.TABLE))
            .join(rows, new String[] {Traces.ROW_ID}, "left_semi")
            .filter(new TouchesColumns(differing, rules))
            .select(Traces.ROW_ID)
            .persist();
    try {
      Scrubbed.TABLE.delete(stale, List.of(Traces.ROW_ID), lake, run.commit());
    } finally {
      stale.unpersist();
    }
  }

  /** Version of the profile that the last finished run was made with; empty if it had none. */
  OptionalLong lastProfile() {
    return Runs.TABLE
        .read(spark, lake)
        .filter(col(Runs.JOB).equalTo("scrub"))
        .orderBy(col(Runs.STARTED_AT).desc(), col(Runs.RUN_ID))
        .select(coalesce(col(Runs.INPUTS).getItem(PathProfiles.TABLE.name()), lit(NO_PROFILE)))
        .takeAsList(1)
        .stream()
        .mapToLong(row -> row.getLong(0))
        .filter(version -> version != NO_PROFILE)
        .findAny();
  }
}
