package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.testing.LakeRows.assistant;
import static dev.palimpsest.jobs.testing.LakeRows.call;
import static dev.palimpsest.jobs.testing.LakeRows.user;
import static dev.palimpsest.jobs.testing.LakeRows.words;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.near.BucketPairs;
import io.delta.tables.DeltaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class DedupJobTest {

  private static final DedupConfiguration CONFIGURATION = new DedupConfiguration(0.8);

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void setUp(SparkSession spark) {
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
  }

  private void add(SparkSession spark, List<LakeRows> rows) {
    LakeRows.addTraces(spark, lake, rows);
    LakeRows.addScrubbed(spark, lake, rows);
  }

  private DedupResult dedup(SparkSession spark) {
    return new DedupJob(spark, lake, CONFIGURATION).run();
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

  /** {@code shared} words of a common text and {@code own} words of its own. */
  private static LakeRows row(String id, int shared, int own) {
    return LakeRows.of(id, user(words("w", shared)), assistant(words(id + "x", own)));
  }

  @Test
  void run_nearRows_keepsTheLongerAndSaysHowNear(SparkSession spark) {
    add(spark, List.of(row("a", 100, 4), row("b", 100, 9), row("c", 30, 70)));
    DedupResult result = dedup(spark);

    assertThat(decisions(spark))
        .containsExactly("a drop dedup near b", "b keep dedup", "c keep dedup");
    Row drop = Decisions.TABLE.read(spark, lake).filter(col(Decisions.ROW_ID).equalTo("a")).first();
    assertThat(drop.<Double>getAs(Decisions.JACCARD)).isCloseTo(96.0 / 109, within(1e-12));
    assertThat(drop.<Double>getAs(Decisions.CONTAINMENT)).isCloseTo(96.0 / 100, within(1e-12));
    assertThat(drop.<Integer>getAs(Decisions.SHARED_BANDS)).isBetween(1, 31);
    assertThat(drop.<String>getAs(Decisions.RULE_VERSION)).startsWith("near-1 t=0.8 spec=");
    assertThat(result).isEqualTo(new DedupResult(3, 0, 3, 2, 0, 1, 3, 1, 0, 3));
  }

  @Test
  void run_nearRows_writesEdgesAndSignatures(SparkSession spark) {
    add(spark, List.of(row("a", 100, 4), row("b", 100, 9), LakeRows.of("e", user(""))));
    dedup(spark);

    Row edge = Edges.TABLE.read(spark, lake).first();
    assertThat(edge.<String>getAs(Edges.LEFT_ID)).isEqualTo("b");
    assertThat(edge.<String>getAs(Edges.RIGHT_ID)).isEqualTo("a");
    assertThat(edge.<Double>getAs(Edges.JACCARD)).isCloseTo(96.0 / 109, within(1e-12));
    assertThat(
            Signatures.TABLE.read(spark, lake).orderBy(Signatures.ROW_ID).collectAsList().stream()
                .map(
                    row ->
                        row.getAs(Signatures.ROW_ID)
                            + " "
                            + row.getAs(Signatures.SHINGLES)
                            + " "
                            + row.getList(row.fieldIndex(Signatures.BANDS)).size()))
        .containsExactly("a 100 32", "b 105 32", "e 0 0");
  }

  @Test
  void run_sameTurnsAfterTheScrub_areCopies(SparkSession spark) {
    add(
        spark,
        List.of(
            LakeRows.of("a", user("I am [NAME]")).startedAt("2026-01-02T00:00:00Z"),
            LakeRows.of("b", user("I am  [name]")).startedAt("2026-01-01T00:00:00Z"),
            LakeRows.of("c", user("I am [NAME]!")).startedAt("2026-01-01T00:00:00Z")));
    DedupResult result = dedup(spark);

    assertThat(decisions(spark))
        .containsExactly("a drop dedup exact b", "b keep dedup", "c keep dedup");
    assertThat(result.exact()).isOne();
  }

  @Test
  void run_otherArgumentsAndRetries_stay(SparkSession spark) {
    String history = words("h", 200);
    add(
        spark,
        List.of(
            LakeRows.of("a1", user(history), call("f", "{\"x\":1}")),
            LakeRows.of("a2", user(history), call("f", "{\"x\":2}")),
            LakeRows.of("b1", user(history + " b"), assistant("yes it is")),
            LakeRows.of("b2", user(history + " b"), assistant("no it is not"))));

    assertThat(dedup(spark).kept()).isEqualTo(4);
  }

  @Test
  void run_chainOfNearRows_isNotFollowed(SparkSession spark) {
    List<LakeRows> chain = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      chain.add(LakeRows.of("c" + i, user(String.join(" ", window(12 * i)))));
    }
    add(spark, chain);
    dedup(spark);

    assertThat(decisions(spark))
        .containsExactly(
            "c0 keep dedup",
            "c1 drop dedup near c0",
            "c2 keep dedup",
            "c3 drop dedup near c2",
            "c4 keep dedup",
            "c5 drop dedup near c4");
  }

  /** 200 words of an endless text. */
  private static List<String> window(int from) {
    return IntStream.range(from, from + 200).mapToObj(i -> "w" + i).toList();
  }

  @Test
  void run_rowWithFeedback_isPreferredToALongerOne(SparkSession spark) {
    add(spark, List.of(row("a", 100, 4).withFeedback(), row("b", 100, 9)));
    dedup(spark);

    assertThat(decisions(spark)).containsExactly("a keep dedup", "b drop dedup near a");
  }

  @Test
  void run_tracesThatCollapseDropped_stayDropped(SparkSession spark) {
    List<LakeRows> rows =
        List.of(
            LakeRows.of("a", user("x")),
            LakeRows.of("b", user("x"), assistant("y")),
            LakeRows.of("c", user("x"), assistant("y")));
    LakeRows.addTraces(spark, lake, rows);
    new CollapseJob(spark, lake).run();
    LakeRows.addScrubbed(spark, lake, rows.subList(1, 2));

    assertThat(dedup(spark)).isEqualTo(new DedupResult(3, 2, 1, 1, 0, 0, 1, 0, 0, 1));
    assertThat(decisions(spark))
        .containsExactly("a drop collapse prefix b", "b keep dedup", "c drop collapse exact b");
  }

  @Test
  void run_again_changesNothing(SparkSession spark) {
    add(spark, List.of(row("a", 100, 4), row("b", 100, 9)));
    dedup(spark);
    List<Long> versions = versions(spark);

    assertThat(dedup(spark)).isEqualTo(DedupResult.NOTHING_NEW);
    assertThat(versions(spark)).isEqualTo(versions);
  }

  @Test
  void run_newRows_changesOnlyWhatDiffers(SparkSession spark) {
    add(spark, List.of(row("a", 100, 4), row("b", 100, 9), row("z", 0, 50)));
    dedup(spark);
    add(spark, List.of(row("c", 100, 12)));

    assertThat(dedup(spark)).isEqualTo(new DedupResult(4, 0, 4, 2, 0, 2, 1, 3, 0, 3));
    assertThat(decisions(spark))
        .containsExactly(
            "a drop dedup near c", "b drop dedup near c", "c keep dedup", "z keep dedup");
  }

  @Test
  void run_documentScrubbedAnew_getsAnotherSignature(SparkSession spark) {
    add(spark, List.of(row("a", 100, 4), row("b", 100, 9)));
    dedup(spark);
    DeltaTable.forPath(spark, lake.path("scrubbed")).delete(col(Traces.ROW_ID).equalTo("a"));
    LakeRows.addScrubbed(spark, lake, List.of(row("a", 10, 60)));

    DedupResult result = dedup(spark);
    assertThat(result.signatures()).isOne();
    assertThat(decisions(spark)).containsExactly("a keep dedup", "b keep dedup");
    assertThat(Edges.TABLE.read(spark, lake).count()).isZero();
    assertThat(Signatures.TABLE.read(spark, lake).count()).isEqualTo(2);
  }

  @Test
  void run_interruptedBeforeItsEnd_endsTheSame(SparkSession spark) {
    add(spark, List.of(row("a", 100, 4), row("b", 100, 9)));
    dedup(spark);
    List<String> decided = decisions(spark);
    DeltaTable.forPath(spark, lake.path("runs")).delete();
    DeltaTable.forPath(spark, lake.path("edges")).delete();

    assertThat(dedup(spark).changed()).isZero();
    assertThat(decisions(spark)).isEqualTo(decided);
    assertThat(Edges.TABLE.read(spark, lake).count()).isOne();
    assertThat(Runs.TABLE.read(spark, lake).count()).isOne();
  }

  @Test
  void run_anyPartitioningAndBounds_decidesTheSame(SparkSession spark) {
    List<LakeRows> rows = new ArrayList<>();
    Random random = new Random(11);
    for (int i = 0; i < 90; i++) {
      rows.add(row("r" + i, 150 + random.nextInt(4), random.nextInt(70)));
    }
    add(spark, rows);
    dedup(spark);
    List<String> expected = decisions(spark);
    assertThat(expected)
        .anyMatch(line -> line.contains("near"))
        .anyMatch(line -> line.contains("keep"));

    var narrow = new DedupConfiguration.Bounds(new BucketPairs(4, 2, 1), 8, 0);
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    spark.conf().set("spark.sql.shuffle.partitions", "7");
    try {
      lake = Lake.openOrCreate(spark, folder.resolve("other").toString());
      Collections.shuffle(rows, random);
      add(spark, rows);
      DedupResult result = new DedupJob(spark, lake, CONFIGURATION, narrow).run();
      assertThat(result.notCompared()).isZero();
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }
    assertThat(decisions(spark)).isEqualTo(expected);
  }

  @Test
  void run_bucketsCutShortInTheLastRound_areCounted(SparkSession spark) {
    add(spark, IntStream.range(0, 12).mapToObj(i -> row("r" + i, 100, 2 * i)).toList());
    var narrow = new DedupConfiguration.Bounds(new BucketPairs(2, 1, 1), 1, 0);

    DedupResult result = new DedupJob(spark, lake, CONFIGURATION, narrow).run();
    assertThat(result.notCompared()).isPositive();
    assertThat(result.kept()).isLessThan(12);
  }

  @Test
  void run_end_leavesNoScratchFiles(SparkSession spark) {
    add(spark, List.of(row("a", 100, 4)));
    dedup(spark);

    assertThat(folder.resolve("lake")).isDirectoryNotContaining("glob:**_scratch");
    assertThat(Files.exists(folder.resolve("lake/decisions"))).isTrue();
  }

  @Test
  void run_traceNotScrubbed_throws(SparkSession spark) {
    LakeRows.addTraces(spark, lake, List.of(row("a", 10, 0), row("b", 10, 3)));
    LakeRows.addScrubbed(spark, lake, List.of(row("a", 10, 0)));

    assertThatThrownBy(() -> dedup(spark))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "1 traces of the lake %s are neither scrubbed nor dropped. Run collapse and scrub first.",
            lake.root());
  }

  private List<Long> versions(SparkSession spark) {
    return List.of(
        Decisions.TABLE.currentVersion(spark, lake),
        Edges.TABLE.currentVersion(spark, lake),
        Signatures.TABLE.currentVersion(spark, lake),
        Runs.TABLE.currentVersion(spark, lake),
        Traces.TABLE.currentVersion(spark, lake));
  }
}
