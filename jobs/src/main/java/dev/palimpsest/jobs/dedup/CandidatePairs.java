package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.near.BucketPairs;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
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

  /** Keys of the following bands that a member carries along, to divide a big bucket by. */
  static final int NEXT_KEYS = 3;

  private static final String BAND = "band";
  private static final String KEY = "key";

  private CandidatePairs() {}

  /**
   * @param ranked rows with {@link RankedRows#RANK}, {@link RankedRows#OPEN}, {@link
   *     Signatures#SHINGLES} and {@link Signatures#BANDS}
   */
  static Dataset<Row> of(
      Dataset<Row> ranked,
      BucketPairs buckets,
      long broadcastRows,
      DedupConfiguration configuration) {
    List<Column> member =
        new ArrayList<>(
            List.of(
                col(KEY), col(RankedRows.RANK), col(Signatures.SHINGLES), col(RankedRows.OPEN)));
    for (int next = 1; next <= NEXT_KEYS; next++) {
      member.add(expr("%1$s[(%2$s + %3$d) %% size(%1$s)]".formatted(Signatures.BANDS, BAND, next)));
    }
    Dataset<Row> members =
        ranked
            .select(
                col(RankedRows.RANK),
                col(RankedRows.OPEN),
                col(Signatures.SHINGLES),
                col(Signatures.BANDS),
                posexplode(col(Signatures.BANDS)).as(new String[] {BAND, KEY}))
            .select(member.toArray(Column[]::new));
    // Sorted within partitions, so that a bucket is a stretch of rows and never one row. By a hash
    // of the key: after a join by the key itself Spark leaves the exchange out, and then may divide
    // the join's partitions as it runs.
    return touched(members, ranked, broadcastRows)
        .repartition(xxhash64(col(KEY)))
        .sortWithinPartitions(KEY, RankedRows.RANK)
        .mapPartitions(new PairUp(buckets, configuration.threshold()), Encoders.row(SCHEMA));
  }

  /** The members of buckets that have an open one; all of them if all rows are open. */
  private static Dataset<Row> touched(
      Dataset<Row> members, Dataset<Row> ranked, long broadcastRows) {
    Row counts = ranked.agg(count(lit(1)), count(when(col(RankedRows.OPEN), 1))).first();
    long count = counts.getLong(1);
    if (count == counts.getLong(0)) {
      return members;
    }
    Dataset<Row> open = ranked.filter(col(RankedRows.OPEN));
    Dataset<Row> keys = open.select(explode(col(Signatures.BANDS)).as(KEY)).distinct();
    return members.join(
        count <= broadcastRows ? broadcast(keys) : keys, new String[] {KEY}, "left_semi");
  }
}
