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
import dev.palimpsest.text.Message;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class CollapseJobTest {

  @TempDir static Path shared;

  /** One lake with a little of everything. */
  private static Lake lake;

  private static CollapseResult result;
  private static List<String> decisions;

  @BeforeAll
  static void collapseOnce(SparkSession spark) {
    lake = Lake.openOrCreate(spark, shared.resolve("lake").toString());
    LakeRows.addTraces(
        spark,
        lake,
        List.of(
            LakeRows.of("history-1", user("hi")),
            LakeRows.of("history-2", system("s"), user("hi"), assistant("ho")),
            LakeRows.of("history-3", user("HI "), assistant("ho"), call("f", "{\"x\": 1}")),
            LakeRows.of("history-4", user("hi"), assistant("ho"), call("f", "{\"x\": 2}")),
            LakeRows.of("liked-1", user("one")).startedAt("2026-01-02T00:00:00Z"),
            LakeRows.of("liked-2", user("One")).startedAt("2026-01-01T00:00:00Z"),
            LakeRows.of("liked-3", user("one ")).startedAt("2026-01-03T00:00:00Z").withFeedback(),
            LakeRows.of("older-1", user("two")).startedAt(""),
            LakeRows.of("older-2", user("two")).startedAt("2026-01-03T00:00:00Z"),
            LakeRows.of("older-3", user("two")).startedAt("2026-01-02T00:00:00Z"),
            LakeRows.of("same-2", user("three")),
            LakeRows.of("same-1", user("three")),
            LakeRows.of("start-1", user("four")),
            LakeRows.of("start-2", user("four")),
            LakeRows.of("start-3", user("four"), assistant("five")),
            LakeRows.of("void-1", user("")),
            LakeRows.of("void-2", user(" ")),
            LakeRows.of("void-3", user(""), assistant("y")),
            LakeRows.of("void-4", system("s")),
            LakeRows.of("void-5")));
    result = new CollapseJob(spark, lake).run();
    decisions = decisions(spark, lake);
  }

  private static List<String> decisions(SparkSession spark, Lake lake) {
    return Decisions.TABLE
        .read(spark, lake)
        .orderBy(Decisions.ROW_ID)
        .selectExpr("concat_ws(' ', row_id, action, job, stage, keeper)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static List<String> decisionsOn(String group) {
    return decisions.stream().filter(line -> line.startsWith(group)).toList();
  }

  @Test
  void run_historyLoggedAtEachCall_keepsTheLongest() {
    assertThat(decisionsOn("history"))
        .containsExactly(
            "history-1 drop collapse prefix history-3", "history-2 drop collapse prefix history-3");
  }

  @Test
  void run_copies_keepsTheOneWithFeedback() {
    assertThat(decisionsOn("liked"))
        .containsExactly(
            "liked-1 drop collapse exact liked-3", "liked-2 drop collapse exact liked-3");
  }

  @Test
  void run_copiesWithoutFeedback_keepsTheOlder() {
    assertThat(decisionsOn("older"))
        .containsExactly(
            "older-1 drop collapse exact older-3", "older-2 drop collapse exact older-3");
  }

  @Test
  void run_copiesOfOneTime_keepsTheLesserId() {
    assertThat(decisionsOn("same")).containsExactly("same-2 drop collapse exact same-1");
  }

  @Test
  void run_copyOfAPrefix_leadsToTheKeptRow() {
    assertThat(decisionsOn("start"))
        .containsExactly(
            "start-1 drop collapse prefix start-3", "start-2 drop collapse exact start-1");
  }

  @Test
  void run_rowsWithoutText_areNobodysPrefix() {
    assertThat(decisionsOn("void"))
        .containsExactly("void-2 drop collapse exact void-1", "void-5 drop collapse exact void-4");
  }

  @Test
  void run_counts_addUp() {
    assertThat(result).isEqualTo(new CollapseResult(20, 9, 8, 3, 11));
  }

  @Test
  void run_decision_saysWhy(SparkSession spark) {
    Row row =
        Decisions.TABLE.read(spark, lake).filter(col(Decisions.ROW_ID).equalTo("same-2")).first();
    assertThat(row.<String>getAs(Decisions.REASON)).isEqualTo("the keeper has the same turns");
    assertThat(row.<String>getAs(Decisions.RULE_VERSION)).isEqualTo("turns-1");
    assertThat(row.<Object>getAs(Decisions.JACCARD)).isNull();
    assertThat(row.<String>getAs(Decisions.RUN_ID)).startsWith("collapse-");
  }

  @Test
  void run_again_changesNothing(SparkSession spark) {
    long version = Decisions.TABLE.currentVersion(spark, lake);
    assertThat(new CollapseJob(spark, lake).run()).isEqualTo(CollapseResult.NOTHING_NEW);
    assertThat(Decisions.TABLE.currentVersion(spark, lake)).isEqualTo(version);
  }

  @Test
  void run_newTraceAndLostKeeper_decidesAnew(SparkSession spark, @TempDir Path folder) {
    Lake growing = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    LakeRows.addTraces(spark, growing, List.of(LakeRows.of("a", user("x")), LakeRows.of("z")));
    new CollapseJob(spark, growing).run();
    assertThat(decisions(spark, growing)).isEmpty();

    LakeRows.addTraces(spark, growing, List.of(LakeRows.of("b", user("x"), assistant("y"))));
    assertThat(new CollapseJob(spark, growing).run()).isEqualTo(new CollapseResult(3, 2, 0, 1, 1));
    assertThat(decisions(spark, growing)).containsExactly("a drop collapse prefix b");

    DeltaTable.forPath(spark, growing.path("traces")).delete(col(Traces.ROW_ID).equalTo("b"));
    assertThat(new CollapseJob(spark, growing).run()).isEqualTo(new CollapseResult(2, 2, 0, 0, 1));
    assertThat(decisions(spark, growing)).containsExactly("a keep collapse");
    assertThat(
            CollapseJob.kept(
                    Traces.TABLE.read(spark, growing), Decisions.TABLE.read(spark, growing))
                .select(Traces.ROW_ID)
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("a", "z");
  }

  @Test
  void run_anyOrderAndPartitioning_decidesTheSame(SparkSession spark, @TempDir Path folder) {
    List<LakeRows> rows = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 120; i++) {
      Message[] messages = new Message[1 + random.nextInt(4)];
      for (int turn = 0; turn < messages.length; turn++) {
        messages[turn] = user("t" + random.nextInt(3));
      }
      rows.add(
          LakeRows.of("r" + i, messages)
              .startedAt(random.nextBoolean() ? "" : "2026-01-01T00:00:00Z"));
    }
    Lake one = Lake.openOrCreate(spark, folder.resolve("one").toString());
    LakeRows.addTraces(spark, one, rows);
    new CollapseJob(spark, one).run();

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
    assertThat(decisions(spark, other)).isEqualTo(decisions(spark, one)).hasSizeGreaterThan(60);
  }

  @Test
  void run_lakeWithoutTraces_throws(SparkSession spark, @TempDir Path folder) {
    Lake empty = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    assertThatThrownBy(() -> new CollapseJob(spark, empty).run())
        .isInstanceOf(UserException.class)
        .hasMessage("The lake %s has no traces. Run ingest first.", empty.root());
  }
}
