package dev.palimpsest.jobs.corpus;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import dev.palimpsest.jobs.JobFailedException;
import dev.palimpsest.jobs.lake.Decisions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Follows keepers to their ends: a keeper may have been dropped for a better row itself. */
public final class KeeperChains {

  /** Longest chain: one link per stage, with room to spare. */
  private static final int MOST_LINKS = 32;

  private KeeperChains() {}

  /**
   * Dropped rows with the kept row at the end of their chain in {@link Decisions#KEEPER}.
   *
   * @param decisions rows of {@link Decisions}
   * @throws JobFailedException if a chain does not end
   */
  public static Dataset<Row> ends(Dataset<Row> decisions) {
    Dataset<Row> drops =
        decisions
            .filter(col(Decisions.KEEPER).isNotNull())
            .select(col(Decisions.ROW_ID), col(Decisions.STAGE), col(Decisions.KEEPER));
    Dataset<Row> next =
        drops.select(col(Decisions.ROW_ID).as("link"), col(Decisions.KEEPER).as("next"));
    Dataset<Row> chains = drops;
    for (int links = 0; links < MOST_LINKS; links++) {
      Dataset<Row> followed =
          chains
              .join(next, col(Decisions.KEEPER).equalTo(col("link")), "left")
              .select(
                  col(Decisions.ROW_ID),
                  col(Decisions.STAGE),
                  coalesce(col("next"), col(Decisions.KEEPER)).as(Decisions.KEEPER),
                  col("next").isNotNull().as("moved"))
              .persist();
      boolean ended = followed.filter(col("moved")).isEmpty();
      chains = followed.drop("moved");
      if (ended) {
        return chains;
      }
    }
    throw new JobFailedException(
        "A chain of keepers has more than %d links: the table decisions is damaged. Run dedup again."
            .formatted(MOST_LINKS));
  }
}
