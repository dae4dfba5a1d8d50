package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.testing.LakeRows.assistant;
import static dev.palimpsest.jobs.testing.LakeRows.user;
import static dev.palimpsest.jobs.testing.LakeRows.words;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.collapse.CollapseJob;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyDecisionsTest {

  private static final DedupConfiguration CONFIGURATION = DedupConfiguration.of(0.8);

  private SparkSession spark;
  private Lake lake;
  private long decided;

  @BeforeAll
  void decide(SparkSession session, @TempDir Path folder) {
    spark = session;
    lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    LakeRows.addTraces(
        spark,
        lake,
        List.of(
            LakeRows.of("start", user("x")),
            LakeRows.of("whole", user("x"), assistant("y")),
            LakeRows.of("again", user("x"), assistant("y")),
            LakeRows.of("near-a", user(words("n", 100) + " one")),
            LakeRows.of("near-b", user(words("n", 100) + " two three")),
            LakeRows.of("other", user(words("o", 100)))));
    new CollapseJob(spark, lake).run();
    LakeRows.scrubNothing(spark, lake);
    new DedupJob(spark, lake, CONFIGURATION).run();
    decided = Decisions.TABLE.currentVersion(spark, lake);
  }

  @AfterEach
  void restore() {
    DeltaTable.forPath(spark, lake.path("decisions")).restoreToVersion(decided);
  }

  @Test
  void run_decisionsOfTheJobs_areRight() {
    assertThat(verify()).isEqualTo(Map.of("collapsed", 2L, "exact", 0L, "near", 1L));
  }

  @Test
  void run_anotherScore_isFound() {
    change("stage = 'near'", Decisions.JACCARD, lit(0.9));

    assertThatThrownBy(this::verify)
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("it is not near its keeper as recorded");
  }

  @Test
  void run_anotherKeeper_isFound() {
    change("stage = 'prefix'", Decisions.KEEPER, lit("other"));

    assertThatThrownBy(this::verify)
        .hasMessage(
            "The decision on row start is wrong: its turns are not those of its keeper. Look at it with explain --row; run dedup again if the lake was changed by hand.");
  }

  @Test
  void run_keeperThatIsDropped_isFound() {
    change("stage = 'exact'", Decisions.KEEPER, lit("start"));

    assertThatThrownBy(this::verify)
        .satisfies(
            failure ->
                assertThat(failure.getMessage())
                    .containsAnyOf(
                        "its turns are not those of its keeper",
                        "its keeper is dropped no later than itself"));
  }

  @Test
  void run_missingDecision_isFound() {
    DeltaTable.forPath(spark, lake.path("decisions"))
        .delete(col(Decisions.ROW_ID).equalTo("other"));

    assertThatThrownBy(this::verify)
        .hasMessageStartingWith("The decision on row other is wrong: the trace has no decision.");
  }

  private void change(String which, String column, Column value) {
    DeltaTable.forPath(spark, lake.path("decisions"))
        .update(org.apache.spark.sql.functions.expr(which), Map.of(column, value));
  }

  private Map<String, Long> verify() {
    return new VerifyDecisions(spark, lake, CONFIGURATION).run();
  }
}
