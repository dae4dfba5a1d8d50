package dev.palimpsest.jobs.dedup;

import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.near.BucketPairs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Pairs of ranks that share a band and are to be compared, the better rank on the left. A pair that
 * shares several bands comes several times.
 */
final class CandidatePairs {

  static final String LEFT = "left";
  static final String RIGHT = "right";

  /** Number of pairs of a bucket that are not among the rows; on a row without ranks. */
  static final String LEFT_OUT = "left_out";

  static final StructType SCHEMA =
      new StructType()
          .add(LEFT, DataTypes.LongType)
          .add(RIGHT, DataTypes.LongType)
          .add(LEFT_OUT, DataTypes.LongType);

  private CandidatePairs() {}

  /**
   * @param ranked rows with {@link RankedRows#RANK}, {@link RankedRows#OPEN}, {@link
   *     Signatures#SHINGLES} and {@link Signatures#BANDS}, stored
   */
  static Dataset<Row> of(
      Dataset<Row> ranked, BucketPairs buckets, DedupConfiguration configuration) {
    return GroupBands.of(ranked)
        .mapPartitions(new PairUp(buckets, configuration.threshold()), Encoders.row(SCHEMA));
  }
}
