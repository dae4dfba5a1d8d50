package dev.palimpsest.jobs.explain;

import static org.apache.spark.sql.functions.col;

import dev.palimpsest.jobs.lake.Checkpoints;
import dev.palimpsest.jobs.lake.Lake;
import org.apache.spark.sql.SparkSession;

/** The checkpoints that were registered with a corpus. */
final class TrainedOn {

  private TrainedOn() {}

  /**
   * Adds a line for each checkpoint that was trained on {@code version} of {@code corpus}.
   *
   * @param saying what that means for whom the lines are about
   */
  static void add(
      Lines lines, SparkSession spark, Lake lake, String corpus, int version, String saying) {
    Checkpoints.TABLE
        .read(spark, lake)
        .filter(
            col(Checkpoints.CORPUS)
                .equalTo(corpus)
                .and(col(Checkpoints.CORPUS_VERSION).equalTo(version)))
        .orderBy(Checkpoints.CHECKPOINT_ID)
        .collectAsList()
        .forEach(
            checkpoint ->
                lines.add(
                    "checkpoint",
                    "%s (%s) %s",
                    checkpoint.getAs(Checkpoints.NAME),
                    checkpoint.getAs(Checkpoints.CHECKPOINT_ID),
                    saying));
  }
}
