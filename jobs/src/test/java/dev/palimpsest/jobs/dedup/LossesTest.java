package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.DedupRows.add;
import static dev.palimpsest.jobs.dedup.DedupRows.alike;
import static dev.palimpsest.jobs.dedup.DedupRows.decisions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.UserException;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Runs;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class LossesTest {

  private static final AllowedLoss HALF = new AllowedLoss(0.5, 4, Map.of());

  @Test
  void run_sourceLosesTooMuch_publishesNothingUntilAccepted(
      SparkSession spark, @TempDir Path folder) {
    Lake lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    List<LakeRows> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rows.add(alike("r" + i, "n", 100, 9 - i).from("/logs/bot/a.jsonl"));
    }
    // Three of three go as well, of a source too small to say anything.
    for (int i = 0; i < 3; i++) {
      rows.add(alike("s" + i, "m", 100, 9 - i).from("/logs/small/a.jsonl"));
    }
    add(spark, lake, rows);
    DedupConfiguration configuration = new DedupConfiguration(0.8, Growth.REBUILD, HALF);

    assertThatThrownBy(() -> new DedupJob(spark, lake, configuration).run())
        .isInstanceOf(JobFailedException.class)
        .hasMessage(
            "dedup would drop 3 of 4 rows of /logs/bot (75.0 %; allowed are 50.0 %), most of them for row r0, so nothing was decided. Look at that row (show scrubbed --where row_id=…). If they are copies, run again with --accept-loss /logs/bot, or allow it in dedup.allowed-loss.of-sources.");
    assertThat(Decisions.TABLE.exists(spark, lake)).isFalse();
    assertThat(Edges.TABLE.exists(spark, lake)).isFalse();

    assertThatThrownBy(
            () -> new DedupJob(spark, lake, configuration.accepting(List.of("/logs/bots"))).run())
        .isInstanceOf(UserException.class)
        .hasMessage(
            "No row that dedup decides on is of source /logs/bots, whose loss is to be accepted. Name one of: /logs/bot, /logs/small.");

    new DedupJob(spark, lake, configuration.accepting(List.of("/logs/bot"))).run();
    Row run = Runs.TABLE.read(spark, lake).first();
    assertThat(run.<String, Long>getJavaMap(run.fieldIndex(Runs.COUNTS)))
        .containsEntry("accepted_loss /logs/bot", 3L)
        .doesNotContainKey("accepted_loss /logs/small");
    assertThat(decisions(spark, lake))
        .hasSize(7)
        .contains("r0 keep dedup", "r1 drop dedup near r0", "s0 keep dedup");

    // A source without new rows raises no alarm again.
    add(spark, lake, List.of(alike("t", "o", 100, 0).from("/logs/other/b.jsonl")));
    new DedupJob(spark, lake, configuration).run();
    assertThat(decisions(spark, lake)).hasSize(8).contains("t keep dedup");
  }
}
