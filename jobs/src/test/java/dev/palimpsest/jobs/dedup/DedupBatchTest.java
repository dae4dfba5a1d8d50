package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.DedupRows.CONFIGURATION;
import static dev.palimpsest.jobs.dedup.DedupRows.add;
import static dev.palimpsest.jobs.dedup.DedupRows.alike;
import static dev.palimpsest.jobs.dedup.DedupRows.decisions;
import static dev.palimpsest.jobs.testing.LakeRows.assistant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.near.BucketPairs;
import dev.palimpsest.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A few new rows among rows that were decided on before. */
@ExtendWith(SparkExtension.class)
class DedupBatchTest {

  /** However few rows there are, a run after the first looks at affected rows alone. */
  private static final DedupConfiguration.Bounds AFFECTED_ALONE =
      new DedupConfiguration.Bounds(BucketPairs.DEFAULT, 5, 4_000_000, 1, 100_000);

  private SparkSession spark;
  private Lake lake;

  @BeforeEach
  void firstRun(SparkSession session, @TempDir Path folder) {
    spark = session;
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    add(
        spark,
        lake,
        List.of(
            alike("a-long", "n", 100, 9),
            alike("a-short", "n", 100, 4),
            alike("b-long", "m", 100, 9),
            alike("b-short", "m", 100, 4),
            alike("c", "o", 80, 0)));
    run(Growth.REBUILD);
    assertThat(decisions(spark, lake))
        .containsExactly(
            "a-long keep dedup",
            "a-short drop dedup near a-long",
            "b-long keep dedup",
            "b-short drop dedup near b-long",
            "c keep dedup");
  }

  @Test
  void run_keeperIsCollapsed_decidesAnewOnItsFollowers() {
    // The same conversation goes on with another long turn: its beginning is superseded.
    LakeRows before = alike("a-long", "n", 100, 9);
    List<Message> longer = new ArrayList<>(before.conversation().messages());
    longer.add(assistant(LakeRows.words("z", 300)));
    LakeRows later = LakeRows.of("later", longer.toArray(Message[]::new));
    LakeRows.addTraces(spark, lake, List.of(later));
    new CollapseJob(spark, lake).run();
    LakeRows.addScrubbed(spark, lake, List.of(later));

    DedupResult result = run(Growth.REBUILD);

    assertThat(decisions(spark, lake))
        .containsExactly(
            "a-long drop collapse prefix later",
            "a-short keep dedup",
            "b-long keep dedup",
            "b-short drop dedup near b-long",
            "c keep dedup",
            "later keep dedup");
    assertThat(edges()).containsExactly("b-long b-short");
    assertThat(result).isEqualTo(new DedupResult(6, 1, 5, 4, 0, 1, 1, 1, 0, 2));
  }

  @Test
  void run_copyThatIsPreferred_takesTheKeepersPlace() {
    LakeRows copy = alike("a-long", "n", 100, 9);
    add(
        spark,
        lake,
        List.of(
            LakeRows.of("a-liked", copy.conversation().messages().toArray(Message[]::new))
                .withFeedback()));

    run(Growth.REBUILD);

    assertThat(decisions(spark, lake))
        .startsWith(
            "a-liked keep dedup",
            "a-long drop dedup exact a-liked",
            "a-short drop dedup near a-liked",
            "b-long keep dedup");
    assertThat(edges()).containsExactly("a-liked a-short", "b-long b-short");
  }

  @Test
  void run_sticky_keepsWhatStayed() {
    add(spark, lake, List.of(alike("a-longest", "n", 100, 12)));
    run(Growth.STICKY);

    assertThat(decisions(spark, lake))
        .startsWith(
            "a-long keep dedup",
            "a-longest drop dedup near a-long",
            "a-short drop dedup near a-long");

    add(spark, lake, List.of(alike("b-longest", "m", 100, 12)));
    run(Growth.STICKY);
    assertThat(decisions(spark, lake))
        .contains("b-long keep dedup", "b-longest drop dedup near b-long");

    // The same lake under the other rule: as if all had come at once.
    add(spark, lake, List.of(alike("d", "p", 80, 0)));
    run(Growth.REBUILD);
    assertThat(decisions(spark, lake))
        .contains("a-longest keep dedup", "b-longest keep dedup", "d keep dedup");
  }

  @Test
  void run_rowsThatNothingTouches_areNotWrittenAgain() {
    String first = runOf("b-long");
    add(spark, lake, List.of(alike("a-longest", "n", 100, 12)));
    run(Growth.REBUILD);

    assertThat(runOf("b-long")).isEqualTo(first);
    assertThat(runOf("a-long")).isNotEqualTo(first);
    assertThat(
            Decisions.TABLE
                .read(spark, lake)
                .filter("row_id = 'a-longest'")
                .select(Decisions.COMPARISONS)
                .first()
                .getLong(0))
        .isEqualTo(2);
    assertThat(Signatures.TABLE.read(spark, lake).count()).isEqualTo(6);
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
    return Edges.TABLE.read(spark, lake).orderBy(Edges.LEFT_ID).collectAsList().stream()
        .map(row -> row.getAs(Edges.LEFT_ID) + " " + row.getAs(Edges.RIGHT_ID))
        .toList();
  }
}
