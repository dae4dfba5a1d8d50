package dev.palimpsest.jobs.corpus;

import static dev.palimpsest.jobs.testing.LakeRows.user;
import static dev.palimpsest.jobs.testing.LakeRows.words;
import static org.apache.spark.sql.functions.countDistinct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.corpus.ClusterSettings.SplitBy;
import dev.palimpsest.jobs.corpus.ClusterSettings.Weights;
import dev.palimpsest.jobs.dedup.DedupConfiguration;
import dev.palimpsest.jobs.dedup.DedupJob;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusJobTest {

  private SparkSession spark;
  private Lake lake;

  /** Rows of which each is near the next: 0, 2 and 4 stay, and one that is near to nothing. */
  @BeforeAll
  void dedup(SparkSession session, @TempDir Path folder) {
    spark = session;
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    List<LakeRows> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(LakeRows.of("chain-" + i, user(window(12 * i))));
    }
    rows.add(LakeRows.of("lone", user(words("x", 50))));
    LakeRows.addTraces(spark, lake, rows);
    LakeRows.addScrubbed(spark, lake, rows);
    new DedupJob(spark, lake, DedupConfiguration.of(0.8)).run();
  }

  private static String window(int from) {
    return IntStream.range(from, from + 200)
        .mapToObj(i -> "w" + i)
        .collect(Collectors.joining(" "));
  }

  @Test
  void run_clusters_reachTheCorpus() {
    assertThat(corpus("plain", ClusterSettings.NONE))
        .containsExactly(
            "chain-0 chain-0 2 1.0",
            "chain-2 chain-0 2 1.0",
            "chain-4 chain-0 1 1.0",
            "lone lone 1 1.0");
  }

  @Test
  void run_mostRowsOfACluster_takesThoseThatStandForMost() {
    assertThat(corpus("capped", new ClusterSettings(SplitBy.SUBJECT, 2, Weights.PER_CLUSTER)))
        .containsExactly("chain-0 chain-0 2 0.5", "chain-2 chain-0 2 0.5", "lone lone 1 1.0");
  }

  @Test
  void run_splitByCluster_holdsClustersTogether() {
    corpus("split", new ClusterSettings(SplitBy.SUBJECT_AND_CLUSTER, 0, Weights.EQUAL));

    assertThat(
            new CorpusVersion("split", 1)
                .rows(spark, lake)
                .groupBy("cluster")
                .agg(countDistinct("unit"), countDistinct("split"))
                .orderBy("cluster")
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly("chain-0 1 1", "lone 1 1");
  }

  @Test
  void new_negativeCap_throws() {
    assertThatThrownBy(() -> new ClusterSettings(SplitBy.SUBJECT, -1, Weights.EQUAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("corpus.clusters.most-rows must be at least 0. Provided value: -1");
  }

  /** Row, cluster, duplicates and weight of each row. */
  private List<String> corpus(String name, ClusterSettings clusters) {
    new CorpusJob(
            spark,
            lake,
            new CorpusConfiguration(
                name,
                0.5,
                3,
                clusters,
                new CorpusConfiguration.CanarySettings(0, List.of(), List.of(), 0)))
        .run();
    return new CorpusVersion(name, 1)
            .rows(spark, lake)
            .selectExpr("concat_ws(' ', row_id, cluster, duplicates, weight)")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .sorted()
            .toList();
  }
}
