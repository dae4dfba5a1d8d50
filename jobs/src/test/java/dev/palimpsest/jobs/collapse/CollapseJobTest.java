package dev.palimpsest.jobs.collapse;

import static dev.palimpsest.jobs.testing.LakeRows.assistant;
import static dev.palimpsest.jobs.testing.LakeRows.call;
import static dev.palimpsest.jobs.testing.LakeRows.system;
import static dev.palimpsest.jobs.testing.LakeRows.user;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class CollapseJobTest {

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void setUp(SparkSession spark) {
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
  }

  private CollapseResult collapse(SparkSession spark, List<LakeRows> rows) {
    LakeRows.addTraces(spark, lake, rows);
    return new CollapseJob(spark, lake).run();
  }

  private List<String> decisions(SparkSession spark) {
    return Decisions.TABLE
        .read(spark, lake)
        .orderBy(Decisions.ROW_ID)
        .selectExpr("concat_ws(' ', row_id, action, job, stage, keeper)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void run_historyLoggedAtEachCall_keepsTheLongest(SparkSession spark) {
    CollapseResult result =
        collapse(
            spark,
            List.of(
                LakeRows.of("a", user("hi")),
                LakeRows.of("b", system("s"), user("hi"), assistant("ho")),
                LakeRows.of("c", user("HI "), assistant("ho"), call("f", "{\"x\": 1}")),
                LakeRows.of("d", user("hi"), assistant("ho"), call("f", "{\"x\": 2}"))));

    assertThat(decisions(spark))
        .containsExactly("a drop collapse prefix c", "b drop collapse prefix c");
    assertThat(result).isEqualTo(new CollapseResult(4, 2, 0, 2, 2));
  }

  @Test
  void run_copies_keepsFeedbackThenTheOlderThenTheLesserId(SparkSession spark) {
    collapse(
        spark,
        List.of(
            LakeRows.of("a1", user("one")).startedAt("2026-01-02T00:00:00Z"),
            LakeRows.of("a2", user("One")).startedAt("2026-01-01T00:00:00Z"),
            LakeRows.of("a3", user("one ")).startedAt("2026-01-03T00:00:00Z").withFeedback(),
            LakeRows.of("b1", user("two")).startedAt(""),
            LakeRows.of("b2", user("two")).startedAt("2026-01-03T00:00:00Z"),
            LakeRows.of("b3", user("two")).startedAt("2026-01-02T00:00:00Z"),
            LakeRows.of("c2", user("three")),
            LakeRows.of("c1", user("three"))));

    assertThat(decisions(spark))
        .containsExactly(
            "a1 drop collapse exact a3",
            "a2 drop collapse exact a3",
            "b1 drop collapse exact b3",
            "b2 drop collapse exact b3",
            "c2 drop collapse exact c1");
  }

  @Test
  void run_copyOfAPrefix_leadsToTheKeptRow(SparkSession spark) {
    collapse(
        spark,
        List.of(
            LakeRows.of("a", user("x")),
            LakeRows.of("b", user("x")),
            LakeRows.of("c", user("x"), assistant("y"))));

    assertThat(decisions(spark))
        .containsExactly("a drop collapse prefix c", "b drop collapse exact a");
  }

  @Test
  void run_rowsWithoutText_areNobodysPrefix(SparkSession spark) {
    CollapseResult result =
        collapse(
            spark,
            List.of(
                LakeRows.of("a", user("")),
                LakeRows.of("b", user(" ")),
                LakeRows.of("c", user(""), assistant("y")),
                LakeRows.of("d", system("s")),
                LakeRows.of("e")));

    assertThat(decisions(spark))
        .containsExactly("b drop collapse exact a", "e drop collapse exact d");
    assertThat(result).isEqualTo(new CollapseResult(5, 3, 2, 0, 2));
  }

  @Test
  void run_decision_saysWhy(SparkSession spark) {
    collapse(spark, List.of(LakeRows.of("a", user("x")), LakeRows.of("b", user("x"))));

    Row row = Decisions.TABLE.read(spark, lake).first();
    assertThat(row.<String>getAs(Decisions.REASON)).isEqualTo("the keeper has the same turns");
    assertThat(row.<String>getAs(Decisions.RULE_VERSION)).isEqualTo("turns-1");
    assertThat(row.<Object>getAs(Decisions.JACCARD)).isNull();
    assertThat(row.<String>getAs(Decisions.RUN_ID)).startsWith("collapse-");
  }

  @Test
  void run_again_changesNothing(SparkSession spark) {
    collapse(spark, List.of(LakeRows.of("a", user("x")), LakeRows.of("b", user("x"))));
    long version = Decisions.TABLE.currentVersion(spark, lake);

    assertThat(new CollapseJob(spark, lake).run()).isEqualTo(CollapseResult.NOTHING_NEW);
    assertThat(Decisions.TABLE.currentVersion(spark, lake)).isEqualTo(version);
  }

  @Test
  void run_newTraceGoesOnWithAKeptOne_dropsIt(SparkSession spark) {
    collapse(spark, List.of(LakeRows.of("a", user("x")), LakeRows.of("z", user("z"))));
    CollapseResult result = collapse(spark, List.of(LakeRows.of("b", user("x"), assistant("y"))));

    assertThat(decisions(spark)).containsExactly("a drop collapse prefix b");
    assertThat(result).isEqualTo(new CollapseResult(3, 2, 0, 1, 1));
  }

  @Test
  void run_keeperIsGone_keepsWhatItStoodFor(SparkSession spark) {
    collapse(
        spark, List.of(LakeRows.of("a", user("x")), LakeRows.of("b", user("x"), assistant("y"))));
    DeltaTable.forPath(spark, lake.path("traces")).delete(col(Traces.ROW_ID).equalTo("b"));

    assertThat(new CollapseJob(spark, lake).run()).isEqualTo(new CollapseResult(1, 1, 0, 0, 1));
    assertThat(decisions(spark)).containsExactly("a keep collapse");
    assertThat(
            CollapseJob.kept(Traces.TABLE.read(spark, lake), Decisions.TABLE.read(spark, lake))
                .select(Traces.ROW_ID)
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("a");
  }

  @Test
  void run_anyOrderAndPartitioning_decidesTheSame(SparkSession spark) {
    List<LakeRows> rows = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 120; i++) {
      int turns = 1 + random.nextInt(4);
      var messages = new dev.palimpsest.text.Message[turns];
      for (int turn = 0; turn < turns; turn++) {
        messages[turn] = user("t" + random.nextInt(3));
      }
      rows.add(
          LakeRows.of("r" + i, messages)
              .startedAt(random.nextBoolean() ? "" : "2026-01-01T00:00:00Z"));
    }
    collapse(spark, rows);
    List<String> first = decisions(spark);

    Lake other = Lake.openOrCreate(spark, folder.resolve("other").toString());
    Collections.shuffle(rows, random);
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    spark.conf().set("spark.sql.shuffle.partitions", "7");
    try {
      LakeRows.addTraces(spark, other, rows);
      new CollapseJob(spark, other).run();
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }
    lake = other;
    assertThat(decisions(spark)).isEqualTo(first).hasSizeGreaterThan(60);
  }

  @Test
  void run_lakeWithoutTraces_throws(SparkSession spark) {
    assertThatThrownBy(() -> new CollapseJob(spark, lake).run())
        .isInstanceOf(UserException.class)
        .hasMessage("The lake %s has no traces. Run ingest first.", lake.root());
  }
}
