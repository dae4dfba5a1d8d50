package dev.palimpsest.jobs.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.lake.JobRun;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.ScratchFolder;
import dev.palimpsest.jobs.testing.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClustersTest {

  private ScratchFolder scratch;

  @BeforeAll
  void openScratch(SparkSession spark, @TempDir Path folder) {
    Lake lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    scratch = new ScratchFolder(spark, lake, JobRun.of(spark, lake, "test", "", Map.of(), ""));
  }

  @AfterAll
  void closeScratch() {
    scratch.close();
  }

  @Test
  void of_keptRows_areLinkedThroughDroppedOnes(SparkSession spark) {
    Dataset<Row> kept =
        spark.sql("SELECT * FROM VALUES ('b'), ('c'), ('d'), ('e'), ('z') v(row_id)");
    Dataset<Row> edges = edges(spark, "('c', 'x')", "('x', 'd')", "('y', 'e')", "('b', 'a')");

    assertThat(lines(new Clusters(scratch).of(kept, edges), "row_id", "cluster"))
        .containsExactly("b b", "c c", "d c", "e e", "z z");
  }

  @Test
  void of_moreEdgesThanOneTaskTakes_findsTheSame(SparkSession spark) {
    long seed = 20261123;
    Random random = new Random(seed);
    List<String> pairs = new ArrayList<>();
    TreeSet<String> nodes = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      String left = "n" + random.nextInt(80);
      String right = "n" + random.nextInt(80);
      pairs.add("('%s', '%s')".formatted(left, right));
      nodes.addAll(List.of(left, right));
    }
    Dataset<Row> kept =
        spark.sql("SELECT * FROM VALUES ('%s') v(row_id)".formatted(String.join("'), ('", nodes)));
    Dataset<Row> edges = edges(spark, pairs.toArray(String[]::new));

    List<String> inOneTask = lines(new Clusters(scratch).of(kept, edges), "row_id", "cluster");
    assertThat(inOneTask).as("seed %d", seed).hasSameSizeAs(nodes);
    assertThat(lines(new Clusters(scratch, 20).of(kept, edges), "row_id", "cluster"))
        .as("seed %d", seed)
        .isEqualTo(inOneTask);
  }

  @Test
  void joinUnits_clustersAcrossUnits_joinThem(SparkSession spark) {
    Dataset<Row> rows =
        spark.sql(
            "SELECT * FROM VALUES ('1', 'ann', 'k'), ('2', 'bob', 'k'), ('3', 'bob', '3'),"
                + " ('4', 'cid', '3'), ('5', 'dan', '5'), ('6', 'dan', '6')"
                + " v(row_id, unit, cluster)");

    assertThat(lines(new Clusters(scratch).joinUnits(rows), "row_id", "unit"))
        .containsExactly("1 ann", "2 ann", "3 ann", "4 ann", "5 dan", "6 dan");
  }

  private static Dataset<Row> edges(SparkSession spark, String... pairs) {
    return spark.sql(
        "SELECT * FROM VALUES %s v(left_id, right_id)".formatted(String.join(", ", pairs)));
  }

  private static List<String> lines(Dataset<Row> rows, String... columns) {
    return rows
        .selectExpr("concat_ws(' ', %s) AS line".formatted(String.join(", ", columns)))
        .orderBy("line")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
