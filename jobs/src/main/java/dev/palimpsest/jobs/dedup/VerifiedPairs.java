package dev.palimpsest.jobs.dedup;

import static dev.palimpsest.jobs.dedup.CandidatePairs.LEFT;
import static dev.palimpsest.jobs.dedup.CandidatePairs.RIGHT;
import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.jobs.lake.Traces;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Candidate pairs that are near, with their exact scores. */
final class VerifiedPairs {

  static final StructType SCHEMA =
      new StructType()
          .add(LEFT, DataTypes.LongType)
          .add(RIGHT, DataTypes.LongType)
          .add(Edges.JACCARD, DataTypes.DoubleType)
          .add(Edges.CONTAINMENT, DataTypes.DoubleType)
          .add(Edges.SHARED_BANDS, DataTypes.IntegerType);

  private VerifiedPairs() {}

  /** The distinct pairs of {@link CandidatePairs}. */
  static Dataset<Row> toCompare(Dataset<Row> candidates) {
    return candidates.filter(col(LEFT).isNotNull()).select(LEFT, RIGHT).dropDuplicates();
  }

  /**
   * The rows of {@code pairs} with what {@link #compared} needs.
   *
   * @param pairs {@link #toCompare}
   * @param ranked {@link RankedRows}
   * @param scrubbed rows with the conversations
   * @param broadcastRows up to so many rows are looked up, rather than sorted together with all
   */
  static Dataset<Row> documents(
      Dataset<Row> pairs, Dataset<Row> ranked, Dataset<Row> scrubbed, long broadcastRows) {
    Dataset<Row> members =
        ranked
            .join(
                pairs
                    .select(col(LEFT).as(RankedRows.RANK))
                    .union(pairs.select(col(RIGHT).as(RankedRows.RANK)))
                    .distinct(),
                RankedRows.RANK)
            .select(Signatures.ROW_ID, RankedRows.RANK, Signatures.BANDS);
    return scrubbed
        .select(col(Traces.ROW_ID), TurnColumns.turns())
        .join(pairs.count() <= broadcastRows ? broadcast(members) : members, Traces.ROW_ID)
        .drop(Traces.ROW_ID);
  }

  /**
   * Those of {@code pairs} that are near.
   *
   * @param pairs {@link CandidatePairs#LEFT} and {@link CandidatePairs#RIGHT}
   * @param documents {@link RankedRows#RANK}, {@link TurnColumns#TURNS} and {@link
   *     Signatures#BANDS} of both sides
   */
  static Dataset<Row> compared(
      Dataset<Row> pairs, Dataset<Row> documents, DedupConfiguration configuration) {
    // The left side last: pairs of one left row then follow each other.
    return pairs
        .join(side(documents, RIGHT), RIGHT)
        .join(side(documents, LEFT), LEFT)
        .select(
            col(LEFT),
            col(LEFT + TurnColumns.TURNS),
            col(RIGHT),
            col(RIGHT + TurnColumns.TURNS),
            size(array_intersect(col(LEFT + Signatures.BANDS), col(RIGHT + Signatures.BANDS))))
        .mapPartitions(new ComparePairs(configuration.threshold()), Encoders.row(SCHEMA));
  }

  private static Dataset<Row> side(Dataset<Row> documents, String side) {
    return documents.select(
        col(RankedRows.RANK).as(side),
        col(TurnColumns.TURNS).as(side + TurnColumns.TURNS),
        col(Signatures.BANDS).as(side + Signatures.BANDS));
  }
}
