package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.DedupRows.CONFIGURATION;
import static dev.palimpsest.jobs.dedup.DedupRows.add;
import static dev.palimpsest.jobs.dedup.DedupRows.alike;
import static dev.palimpsest.jobs.dedup.DedupRows.decisions;
import static dev.palimpsest.jobs.dedup.DedupRows.dedup;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Metrics;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.near.BucketPairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How the work of {@link DedupJob} is divided does not change what it decides. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DedupBoundsTest {

  /** Decides on the rows alone that a batch touches, however big it is. */
  private static final DedupConfiguration.Bounds AFFECTED_ALONE =
      new DedupConfiguration.Bounds(BucketPairs.DEFAULT, 5, 4_000_000, 1, 100_000);

  private SparkSession spark;
  private List<String> decided;

  @BeforeAll
  void decide(SparkSession session, @TempDir Path folder) {
    spark = session;
    Lake lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    add(spark, lake, crowd());
    dedup(spark, lake);
    decided = decisions(spark, lake);
  }

  @Test
  void run_anyPartitioningAndOrder_decidesTheSame(@TempDir Path folder) {
    List<LakeRows> rows = crowd();
    Lake other = Lake.openOrCreate(spark, folder.resolve("other").toString());
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    spark.conf().set("spark.sql.shuffle.partitions", "7");
    try {
      Collections.shuffle(rows, new Random(12));
      add(spark, other, rows);
      // Many rounds of many tasks instead of one task.
      new DedupJob(
              spark,
              other,
              CONFIGURATION,
              new DedupConfiguration.Bounds(BucketPairs.DEFAULT, 5, 8, 0, 0))
          .run();
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }

    assertThat(decided)
        .anyMatch(line -> line.contains("near"))
        .anyMatch(line -> line.contains("keep"));
    assertThat(decisions(spark, other)).isEqualTo(decided);
  }

  @Test
  void run_inBatchesAndWithBucketsCutShort_keepsTheSameRows(@TempDir Path folder) {
    Lake batches = Lake.openOrCreate(spark, folder.resolve("batches").toString());
    Lake whole = Lake.openOrCreate(spark, folder.resolve("whole").toString());
    List<LakeRows> rows = crowd();
    Collections.shuffle(rows, new Random(13));
    // Joins that Spark changes as it runs: what it does with lakes that are bigger than expected.
    String threshold = spark.conf().get("spark.sql.autoBroadcastJoinThreshold");
    spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
    spark.conf().set("spark.sql.adaptive.autoBroadcastJoinThreshold", "10MB");
    try {
      for (List<LakeRows> batch : List.of(rows.subList(0, 40), rows.subList(40, 60))) {
        add(spark, batches, batch);
        new DedupJob(spark, batches, CONFIGURATION, AFFECTED_ALONE).run();
        add(spark, whole, batch);
        var narrow = new DedupConfiguration.Bounds(new BucketPairs(4, 2, 1), 8, 1_000, 0, 0);
        DedupResult result = new DedupJob(spark, whole, CONFIGURATION, narrow).run();
        assertThat(result.notCompared()).isZero();
      }
    } finally {
      spark.conf().set("spark.sql.autoBroadcastJoinThreshold", threshold);
      spark.conf().unset("spark.sql.adaptive.autoBroadcastJoinThreshold");
    }

    assertThat(decisions(spark, batches)).isEqualTo(decided);
    List<String> decidedOnCut = decisions(spark, whole);
    List<String> kept = kept(decidedOnCut);
    assertThat(kept).isEqualTo(kept(decided));
    assertThat(decidedOnCut)
        .filteredOn(line -> line.contains(" drop "))
        .isNotEmpty()
        .allMatch(line -> kept.contains(line.substring(line.lastIndexOf(' ') + 1)));
  }

  /** Rows of which many are near several others. */
  private static List<LakeRows> crowd() {
    List<LakeRows> rows = new ArrayList<>();
    Random random = new Random(11);
    for (int i = 0; i < 60; i++) {
      rows.add(alike("r" + i, "n", 150 + random.nextInt(4), random.nextInt(70)));
    }
    return rows;
  }

  private static List<String> kept(List<String> decisions) {
    return decisions.stream()
        .filter(line -> line.contains(" keep "))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  @Test
  void run_bucketsCutShortInTheLastRound_areCounted(@TempDir Path folder) {
    Lake crowded = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    add(
        spark,
        crowded,
        IntStream.range(0, 12).mapToObj(i -> alike("r" + i, "n", 100, 2 * i)).toList());
    var narrow = new DedupConfiguration.Bounds(new BucketPairs(2, 1, 1), 1, 1_000, 0, 0);

    DedupResult cut = new DedupJob(spark, crowded, CONFIGURATION, narrow).run();
    assertThat(cut.notCompared()).isPositive();
    assertThat(cut.kept()).isLessThan(12);
    Row row = Metrics.TABLE.read(spark, crowded).first();
    assertThat(row.<String>getAs(Metrics.PROBE)).isEqualTo("dedup");
    assertThat(row.<String>getAs(Metrics.SLICE)).isEqualTo("round=1");
    assertThat(row.<String>getAs(Metrics.METRIC)).isEqualTo("pairs_left_out");
    assertThat(row.<Double>getAs(Metrics.POINT)).isEqualTo(cut.notCompared());
    assertThat(row.<Long>getAs(Metrics.MEMBERS)).isBetween(1L, cut.notCompared());
  }
}
