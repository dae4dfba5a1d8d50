package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.DedupRows.add;
import static dev.palimpsest.jobs.dedup.DedupRows.decisions;
import static dev.palimpsest.jobs.dedup.DedupRows.dedup;
import static dev.palimpsest.jobs.testing.LakeRows.assistant;
import static dev.palimpsest.jobs.testing.LakeRows.user;
import static dev.palimpsest.jobs.testing.LakeRows.words;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.jobs.collapse.Repeats;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Lake;
import dev.palimpsest.jobs.lake.Traces;
import dev.palimpsest.jobs.testing.LakeRows;
import dev.palimpsest.jobs.testing.SparkExtension;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows that no log should have. */
@ExtendWith(SparkExtension.class)
class DedupOddRowsTest {

  private static final Message SILENCE =
      new Message(Role.ASSISTANT, null, null, null, List.of(), null, null);

  @Test
  void run_oddRows_decidesOnEach(SparkSession spark, @TempDir Path folder) {
    Lake lake = Lake.openOrCreate(spark, folder.resolve("lake").toString());
    String long5 = words("long", 600_000);
    assertThat(long5.length()).isGreaterThan(5_000_000);
    add(
        spark,
        lake,
        List.of(
            LakeRows.of("empty-1"),
            LakeRows.of("empty-2"),
            LakeRows.of("null-1", SILENCE, SILENCE),
            LakeRows.of("null-2", SILENCE, SILENCE),
            LakeRows.of("one-1", user("a")),
            LakeRows.of("one-2", user("a")),
            LakeRows.of("one-3", user("b")),
            LakeRows.of("repeat-1", user("ha ".repeat(50_000))),
            LakeRows.of("repeat-2", user("ha ".repeat(40_000))),
            LakeRows.of("lone-1", user("the sign \ud83d was cut"), assistant("yes")),
            LakeRows.of("lone-2", user("the sign \ud83d was cut"), assistant("yes")),
            LakeRows.of("big-1", user(long5)),
            LakeRows.of("big-2", user(long5 + " and one word more"))));

    dedup(spark, lake);

    assertThat(decisions(spark, lake))
        .containsExactly(
            "big-1 drop dedup near big-2",
            "big-2 keep dedup",
            // Rows without text are copies of rows with as little, and near to nothing.
            "empty-1 keep dedup",
            "empty-2 drop dedup exact empty-1",
            "lone-1 keep dedup",
            "lone-2 drop dedup exact lone-1",
            "null-1 keep dedup",
            "null-2 drop dedup exact null-1",
            "one-1 keep dedup",
            "one-2 drop dedup exact one-1",
            "one-3 keep dedup",
            // One shingle each, and the same one; the older or lesser id stays.
            "repeat-1 keep dedup",
            "repeat-2 drop dedup near repeat-1");
  }

  @Test
  void copies_aMillionIdenticalRows_haveOneKeeper(SparkSession spark) {
    Dataset<Row> rows =
        spark
            .range(1_000_000)
            .select(format_string("row-%07d", col("id")).as(Traces.ROW_ID))
            .withColumn(Traces.TURN_DIGESTS, array(lit("one"), lit("two")))
            .withColumn(
                Repeats.PREFERENCE, struct(lit(0).as("feedback"), col(Traces.ROW_ID).as("row_id")));

    Row counts =
        Repeats.copies(rows)
            .agg(countDistinct(Decisions.ROW_ID), countDistinct(Decisions.KEEPER))
            .first();

    assertThat(counts.getLong(0)).isEqualTo(999_999);
    assertThat(counts.getLong(1)).isOne();
  }
}
