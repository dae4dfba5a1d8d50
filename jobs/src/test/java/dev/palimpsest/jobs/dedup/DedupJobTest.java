package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.DedupRows.add;
import static dev.palimpsest.jobs.dedup.DedupRows.alike;
import static dev.palimpsest.jobs.dedup.DedupRows.decisions;
import static dev.palimpsest.jobs.dedup.DedupRows.dedup;
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
import io.delta.tables.DeltaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class DedupJobTest {

  @TempDir static Path shared;

  /** One lake with a little of everything. */
  private static Lake lake;

  private static DedupResult result;
  private static List<String> decisions;

  @BeforeAll
  static void dedupOnce(SparkSession spark) {
    lake = Lake.openOrCreate(spark, shared.resolve("lake").toString());
    List<LakeRows> rows = new ArrayList<>();
    rows.add(alike("near-1", "n", 100, 4));
    rows.add(alike("near-2", "n", 100, 9));
    rows.add(alike("near-3", "n", 30, 70));
    rows.add(LakeRows.of("same-1", user("I am [NAME]")).startedAt("2026-01-02T00:00:00Z"));
    rows.add(LakeRows.of("same-2", user("I am  [name]")).startedAt("2026-01-01T00:00:00Z"));
    rows.add(LakeRows.of("same-3", user("I am [NAME]!")));
    rows.add(LakeRows.of("call-1", user(words("c", 200)), call("f", "{\"x\":1}")));
    rows.add(LakeRows.of("call-2", user(words("c", 200)), call("f", "{\"x\":2}")));
    rows.add(LakeRows.of("retry-1", user(words("r", 200)), assistant("yes it is")));
    rows.add(LakeRows.of("retry-2", user(words("r", 200)), assistant("no it is not")));
    rows.add(alike("liked-1", "l", 100, 4).withFeedback());
    rows.add(alike("liked-2", "l", 100, 9));
    for (int i = 0; i < 6; i++) {
      rows.add(LakeRows.of("chain-" + i, user(window(12 * i))));
    }
    rows.add(LakeRows.of("void-1", user("")));
    List<LakeRows> collapsed =
        List.of(
            LakeRows.of("log-1", user("x")),
            LakeRows.of("log-2", user("x"), assistant("y")),
            LakeRows.of("log-3", user("x"), assistant("y")));
    LakeRows.addTraces(spark, lake, collapsed);
    new CollapseJob(spark, lake).run();
    LakeRows.addTraces(spark, lake, rows);
    rows.add(collapsed.get(1));
    LakeRows.addScrubbed(spark, lake, rows);
    result = dedup(spark, lake);
    decisions = decisions(spark, lake);
  }

  private static List<String> decisionsOn(String group) {
    return decisions.stream().filter(line -> line.startsWith(group)).toList();
  }

  /** 200 words of an endless text. */
  private static String window(int from) {
    return IntStream.range(from, from + 200)
        .mapToObj(i -> "w" + i)
        .collect(Collectors.joining(" "));
  }

  @Test
  void run_nearRows_keepsTheLonger() {
    assertThat(decisionsOn("near"))
        .containsExactly("near-1 drop dedup near near-2", "near-2 keep dedup", "near-3 keep dedup");
  }

  @Test
  void run_nearRow_saysHowNear(SparkSession spark) {
    Row drop =
        Decisions.TABLE.read(spark, lake).filter(col(Decisions.ROW_ID).equalTo("near-1")).first();
    assertThat(drop.<Double>getAs(Decisions.JACCARD)).isCloseTo(96.0 / 109, within(1e-12));
    assertThat(drop.<Double>getAs(Decisions.CONTAINMENT)).isCloseTo(96.0 / 100, within(1e-12));
    assertThat(drop.<Integer>getAs(Decisions.SHARED_BANDS)).isBetween(1, 31);
    assertThat(drop.<String>getAs(Decisions.RULE_VERSION)).startsWith("near-1 t=0.8 spec=");
  }

  @Test
  void run_sameTurnsAfterTheScrub_areCopies() {
    assertThat(decisionsOn("same"))
        .containsExactly(
            "same-1 drop dedup exact same-2", "same-2 keep dedup", "same-3 keep dedup");
  }

  @Test
  void run_otherArguments_stay() {
    assertThat(decisionsOn("call")).containsExactly("call-1 keep dedup", "call-2 keep dedup");
  }

  @Test
  void run_retries_stay() {
    assertThat(decisionsOn("retry")).containsExactly("retry-1 keep dedup", "retry-2 keep dedup");
  }

  @Test
  void run_rowWithFeedback_isPreferredToALongerOne() {
    assertThat(decisionsOn("liked"))
        .containsExactly("liked-1 keep dedup", "liked-2 drop dedup near liked-1");
  }

  @Test
  void run_chainOfNearRows_isNotFollowed() {
    assertThat(decisionsOn("chain"))
        .containsExactly(
            "chain-0 keep dedup",
            "chain-1 drop dedup near chain-0",
            "chain-2 keep dedup",
            "chain-3 drop dedup near chain-2",
            "chain-4 keep dedup",
            "chain-5 drop dedup near chain-4");
  }

  @Test
  void run_tracesThatCollapseDropped_stayDropped() {
    assertThat(decisionsOn("log"))
        .containsExactly(
            "log-1 drop collapse prefix log-2",
            "log-2 keep dedup",
            "log-3 drop collapse exact log-2");
  }

  @Test
  void run_counts_addUp() {
    assertThat(result).isEqualTo(new DedupResult(22, 2, 20, 14, 1, 5, 20, 7, 0, 20));
    assertThat(decisions).hasSize(22);
  }

  @Test
  void run_verifiedPairs_areEdges(SparkSession spark) {
    assertThat(Edges.TABLE.read(spark, lake).orderBy(Edges.LEFT_ID, Edges.RIGHT_ID).collectAsList())
        .extracting(row -> row.getAs(Edges.LEFT_ID) + " " + row.getAs(Edges.RIGHT_ID))
        .containsExactly(
            "chain-0 chain-1",
            "chain-1 chain-2",
            "chain-2 chain-3",
            "chain-3 chain-4",
            "chain-4 chain-5",
            "liked-1 liked-2",
            "near-2 near-1");
  }

  @Test
  void run_everyDocument_hasASignature(SparkSession spark) {
    assertThat(
            Signatures.TABLE
                .read(spark, lake)
                .filter(col(Signatures.ROW_ID).isin("near-1", "same-1", "void-1"))
                .orderBy(Signatures.ROW_ID)
                .collectAsList())
        .extracting(
            row ->
                "%s %s %s"
                    .formatted(
                        row.getAs(Signatures.ROW_ID),
                        row.getAs(Signatures.SHINGLES),
                        row.getList(row.fieldIndex(Signatures.BANDS)).size()))
        .containsExactly("near-1 100 32", "same-1 1 32", "void-1 0 0");
  }

  @Test
  void run_end_leavesNoScratchFiles() throws Exception {
    try (Stream<Path> files = Files.list(shared.resolve("lake"))) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("_"));
    }
  }

  @Test
  void run_again_changesNothing(SparkSession spark) {
    List<Long> versions = versions(spark);
    assertThat(dedup(spark, lake)).isEqualTo(DedupResult.NOTHING_NEW);
    assertThat(versions(spark)).isEqualTo(versions);
  }

  private static List<Long> versions(SparkSession spark) {
    return List.of(
        Decisions.TABLE.currentVersion(spark, lake),
        Edges.TABLE.currentVersion(spark, lake),
        Signatures.TABLE.currentVersion(spark, lake),
        Runs.TABLE.currentVersion(spark, lake));
  }

  @Test
  void run_newAndChangedRows_changesOnlyWhatDiffers(SparkSession spark, @TempDir Path folder) {
    Lake growing = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    add(spark, growing, List.of(alike("a", "n", 100, 4), alike("b", "n", 100, 9)));
    dedup(spark, growing);
    add(spark, growing, List.of(alike("c", "n", 100, 12)));

    assertThat(dedup(spark, growing)).isEqualTo(new DedupResult(3, 0, 3, 1, 0, 2, 1, 3, 0, 3));
    assertThat(decisions(spark, growing))
        .containsExactly("a drop dedup near c", "b drop dedup near c", "c keep dedup");

    // As if the runs had been killed before they recorded themselves, and "a" been scrubbed anew:
    // no signature is one of a finished run.
    DeltaTable.forPath(spark, growing.path("runs")).delete();
    DeltaTable.forPath(spark, growing.path("scrubbed")).delete(col(Traces.ROW_ID).equalTo("a"));
    LakeRows.addScrubbed(spark, growing, List.of(alike("a", "n", 10, 60)));
    assertThat(dedup(spark, growing)).isEqualTo(new DedupResult(3, 0, 3, 2, 0, 1, 3, 1, 0, 1));
    assertThat(decisions(spark, growing))
        .containsExactly("a keep dedup", "b drop dedup near c", "c keep dedup");
    assertThat(Edges.TABLE.read(spark, growing).count()).isOne();
    assertThat(Signatures.TABLE.read(spark, growing).count()).isEqualTo(3);
  }

  @Test
  void run_backToAnEarlierThreshold_decidesAsThen(SparkSession spark, @TempDir Path folder) {
    Lake lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    add(spark, lake, List.of(alike("a", "n", 100, 4), alike("b", "n", 100, 9)));
    List<String> near = List.of("a drop dedup near b", "b keep dedup");
    dedup(spark, lake);
    assertThat(decisions(spark, lake)).isEqualTo(near);

    new DedupJob(spark, lake, DedupConfiguration.of(0.99)).run();
    assertThat(decisions(spark, lake)).containsExactly("a keep dedup", "b keep dedup");

    dedup(spark, lake);
    assertThat(decisions(spark, lake)).isEqualTo(near);
    assertThat(dedup(spark, lake)).isEqualTo(DedupResult.NOTHING_NEW);
  }

  @Test
  void run_traceNotScrubbed_throws(SparkSession spark, @TempDir Path folder) {
    Lake open = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    LakeRows.addTraces(spark, open, List.of(LakeRows.of("a"), LakeRows.of("b")));
    LakeRows.addScrubbed(spark, open, List.of(LakeRows.of("a")));

    assertThatThrownBy(() -> dedup(spark, open))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "1 traces of the lake %s are neither scrubbed nor dropped. Run collapse and scrub first.",
            open.root());
  }
}
