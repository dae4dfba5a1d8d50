package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.DedupRows.add;
import static dev.palimpsest.jobs.dedup.DedupRows.alike;
import static dev.palimpsest.jobs.dedup.DedupRows.decisions;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.lake.Commit;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.LakeTable;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.jobs.testing.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs after one that was killed when all was written but that it came to its end. */
@ExtendWith(SparkExtension.class)
class DedupKilledTest {

  @Test
  void run_sticky_holdsToWhatFinishedRunsKept(SparkSession spark, @TempDir Path folder) {
    Lake lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    add(spark, lake, List.of(alike("a-long", "a", 100, 9), alike("a-short", "a", 100, 4)));
    run(spark, lake, 0.8, Growth.STICKY);
    add(spark, lake, List.of(alike("a-longest", "a", 100, 12)));
    run(spark, lake, 0.7, Growth.STICKY);
    List<String> decided = decisions(spark, lake);
    assertThat(decided)
        .containsExactly(
            "a-long keep dedup",
            "a-longest drop dedup near a-long",
            "a-short drop dedup near a-long");

    forgetLastRun(spark, lake);
    DedupResult again = run(spark, lake, 0.7, Growth.STICKY);

    assertThat(again.kept()).isEqualTo(1);
    assertThat(again.signatures()).isZero();
    assertThat(decisions(spark, lake)).isEqualTo(decided);

    // Of killed runs nothing stays, whichever run comes next.
    run(spark, lake, 0.7, Growth.REBUILD);
    assertThat(decisions(spark, lake)).contains("a-longest keep dedup");
    forgetLastRun(spark, lake);
    add(spark, lake, List.of(alike("b", "b", 80, 0)));
    DedupResult next = run(spark, lake, 0.7, Growth.STICKY);

    assertThat(next.signatures()).isEqualTo(2);
    assertThat(decisions(spark, lake))
        .containsExactly(decided.get(0), decided.get(1), decided.get(2), "b keep dedup");
    assertThat(runIds(Runs.TABLE.read(spark, lake)))
        .containsAll(runIds(Signatures.TABLE.read(spark, lake)));
  }

  private static DedupResult run(SparkSession spark, Lake lake, double threshold, Growth growth) {
    return new DedupJob(spark, lake, new DedupConfiguration(threshold, growth, AllowedLoss.any()))
        .run();
  }

  private static void forgetLastRun(SparkSession spark, Lake lake) {
    Dataset<Row> last = Runs.TABLE.read(spark, lake).orderBy(col(Runs.STARTED_AT).desc()).limit(1);
    Runs.TABLE.delete(last, List.of(Runs.RUN_ID), lake, new Commit("forget", "test", "", Map.of()));
  }

  private static List<String> runIds(Dataset<Row> rows) {
    return rows.select(LakeTable.RUN_ID).distinct().as(Encoders.STRING()).collectAsList();
  }
}
