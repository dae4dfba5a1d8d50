package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.DedupRows.CONFIGURATION;
import static dev.palimpsest.jobs.dedup.DedupRows.add;
import static dev.palimpsest.jobs.dedup.DedupRows.alike;
import static dev.palimpsest.jobs.dedup.DedupRows.dedup;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.lake.Commit;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.testing.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class EarlierPairsTest {

  @Test
  void of_lakeThatGrows_knowsWhatWasCompared(SparkSession spark, @TempDir Path folder) {
    Lake lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    assertThat(earlier(spark, lake, CONFIGURATION).isNone()).isTrue();

    add(
        spark,
        lake,
        List.of(alike("a", "n", 100, 4), alike("b", "n", 100, 3), alike("other", "m", 80, 0)));
    dedup(spark, lake);
    add(spark, lake, List.of(alike("d", "o", 70, 0)));

    EarlierPairs earlier = earlier(spark, lake, CONFIGURATION);
    assertThat(earlier.isNone()).isFalse();
    assertThat(earlier.cutShort()).isZero();
    assertThat(earlier.edges().count()).isOne();

    assertThat(earlier(spark, lake, DedupConfiguration.of(0.7)).isNone()).isTrue();

    // Somebody wrote pairs and did not finish.
    Edges.TABLE.upsert(
        Edges.TABLE.read(spark, lake).withColumn(Edges.JACCARD, lit(0.5)),
        lake,
        new Commit("unfinished", DedupJob.JOB, "", Map.of()));
    assertThat(Edges.TABLE.read(spark, lake).filter(col(Edges.JACCARD).equalTo(0.5)).count())
        .isEqualTo(1);
    assertThat(earlier(spark, lake, CONFIGURATION).isNone()).isTrue();
  }

  private static EarlierPairs earlier(
      SparkSession spark, Lake lake, DedupConfiguration configuration) {
    JobRun run = JobRun.of(spark, lake, DedupJob.JOB, configuration.effective(), Map.of(), "next");
    return EarlierPairs.of(spark, lake, run);
  }
}
