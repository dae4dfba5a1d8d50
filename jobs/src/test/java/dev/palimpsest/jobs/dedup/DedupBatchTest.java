package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.DedupRows.CONFIGURATION;
import static dev.palimpsest.jobs.dedup.DedupRows.add;
import static dev.palimpsest.jobs.dedup.DedupRows.alike;
import static dev.palimpsest.jobs.dedup.DedupRows.decisions;
import static dev.palimpsest.jobs.testing.LakeRows.assistant;
import static dev.palimpsest.jobs.testing.LakeRows.words;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.lake.Commit;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Scrubbed;
import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.near.BucketPairs;
import dev.palimpsest.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A few new rows among rows that were decided on before. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DedupBatchTest {

  /** However few rows there are, a run after the first looks at affected rows alone. */
  private static final DedupConfiguration.Bounds AFFECTED_ALONE =
      new DedupConfiguration.Bounds(BucketPairs.DEFAULT, 5, 4_000_000, 1, 100_000);

  private SparkSession spark;
  private Lake lake;
  private DedupResult first;
  private String firstRun;
  private DedupResult batch;
  private List<String> afterBatch;
  private List<String> edgesAfterBatch;
  private List<String> afterSticky;

  /** Four runs over one lake: six groups of rows, a batch that touches four, two sticky ones. */
  @BeforeAll
  void runAll(SparkSession session, @TempDir Path folder) {
    spark = session;
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    List<LakeRows> rows = new ArrayList<>();
    for (String group : List.of("a", "b", "c", "d", "e", "f")) {
      rows.add(alike(group + "-long", group, 100, 9));
      rows.add(alike(group + "-short", group, 100, 4));
    }
    add(spark, lake, rows);
    first = run(Growth.REBUILD);
    firstRun = runOf("d-long");

    // A conversation that goes on with another long turn: its beginning is superseded.
    List<Message> longer = new ArrayList<>(rows.get(0).conversation().messages());
    longer.add(assistant(words("z", 300)));
    LakeRows superseding = LakeRows.of("a-later", longer.toArray(Message[]::new));
    LakeRows.addTraces(spark, lake, List.of(superseding));
    new CollapseJob(spark, lake).run();
    LakeRows.addScrubbed(spark, lake, List.of(superseding));
    // A copy, by the scrub, of a row that stayed; it is preferred.
    Message[] copied = rows.get(2).conversation().messages().toArray(Message[]::new);
    add(
        spark,
        lake,
        List.of(LakeRows.of("b-liked", copied).withFeedback(), alike("c-longest", "c", 100, 12)));
    // Somebody praised a row that was dropped; its text is as it was.
    LakeRows praised = rows.get(11).withFeedback();
    Scrubbed.TABLE.delete(
        Scrubbed.TABLE.read(spark, lake).filter(col(Traces.ROW_ID).equalTo(praised.id())),
        List.of(Traces.ROW_ID),
        lake,
        new Commit("praise", "test", "", Map.of()));
    LakeRows.addScrubbed(spark, lake, List.of(praised));
    batch = run(Growth.REBUILD);
    afterBatch = decisions(spark, lake);
    edgesAfterBatch = edges();

    add(spark, lake, List.of(alike("d-longest", "d", 100, 12)));
    run(Growth.STICKY);
    add(spark, lake, List.of(alike("e-longest", "e", 100, 12)));
    run(Growth.STICKY);
    afterSticky = decisions(spark, lake);
  }

  @Test
  void run_batch_decidesOnWhatItTouches() {
    assertThat(first).isEqualTo(new DedupResult(12, 0, 12, 6, 0, 6, 12, 6, 0, 12));
    // The copy of a-long that collapse dropped no longer counts: a-short stays.
    assertThat(afterBatch)
        .containsExactly(
            "a-later keep dedup",
            "a-long drop collapse prefix a-later",
            "a-short keep dedup",
            "b-liked keep dedup",
            "b-long drop dedup exact b-liked",
            "b-short drop dedup near b-liked",
            "c-long drop dedup near c-longest",
            "c-longest keep dedup",
            "c-short drop dedup near c-longest",
            "d-long keep dedup",
            "d-short drop dedup near d-long",
            "e-long keep dedup",
            "e-short drop dedup near e-long",
            "f-long drop dedup near f-short",
            "f-short keep dedup");
    assertThat(edgesAfterBatch)
        .containsExactly(
            "b-liked b-short",
            "c-long c-short",
            "c-longest c-long",
            "c-longest c-short",
            "d-long d-short",
            "e-long e-short",
            "f-short f-long");
    // a-later, a-short, all of b and c but that c-short has another keeper, and f.
    assertThat(batch).isEqualTo(new DedupResult(15, 1, 14, 7, 1, 6, 3, 7, 0, 10));
  }

  @Test
  void run_rowsThatNothingTouches_areNotWrittenAgain() {
    assertThat(runOf("d-long")).isEqualTo(firstRun);
    assertThat(runOf("c-long")).isNotEqualTo(firstRun);
    assertThat(
            Decisions.TABLE
                .read(spark, lake)
                .filter("row_id = 'c-longest'")
                .select(Decisions.COMPARISONS)
                .first()
                .getLong(0))
        .isEqualTo(2);
    assertThat(Signatures.TABLE.read(spark, lake).count()).isEqualTo(17);
  }

  @Test
  void run_sticky_keepsWhatStayed() {
    assertThat(afterSticky)
        .contains(
            "d-long keep dedup",
            "d-longest drop dedup near d-long",
            "d-short drop dedup near d-long",
            "e-long keep dedup",
            "e-longest drop dedup near e-long");
  }

  private DedupResult run(Growth growth) {
    return new DedupJob(
            spark,
            lake,
            new DedupConfiguration(CONFIGURATION.threshold(), growth, AllowedLoss.any()),
            AFFECTED_ALONE)
        .run();
  }

  private String runOf(String rowId) {
    Row decision =
        Decisions.TABLE.read(spark, lake).filter("row_id = '%s'".formatted(rowId)).first();
    return decision.getAs(Decisions.RUN_ID);
  }

  private List<String> edges() {
    return Edges.TABLE
        .read(spark, lake)
        .orderBy(Edges.LEFT_ID, Edges.RIGHT_ID)
        .collectAsList()
        .stream()
        .map(row -> row.getAs(Edges.LEFT_ID) + " " + row.getAs(Edges.RIGHT_ID))
        .toList();
  }
}
