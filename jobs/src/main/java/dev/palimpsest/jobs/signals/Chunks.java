package dev.palimpsest.jobs.signals;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import dev.palimpsest.jobs.lake.Documents;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which texts a model is asked about together. A matrix product rounds by the shape of its batch,
 * so batches are made within chunks, and a chunk is the same however many tasks and machines there
 * are and wherever a run was stopped. Texts of a chunk are about equally long, so that little is
 * padded.
 */
final class Chunks {

  static final String CHUNK = "chunk";

  private static final String CLASS = "length_class";
  private static final String GROUPS = "groups";

  /** Lengths of a class differ by at most this factor. */
  private static final double SPREAD = 1.1;

  /** Characters of a chunk, on average at most: some batches. */
  private static final long CHARACTERS = 100_000;

  private Chunks() {}

  /**
   * @param texts all that the audit asks, {@link Documents#TEXT_SHA256} and {@link Documents#TEXT}
   * @return the same with {@link #CHUNK}
   */
  static Dataset<Row> of(Dataset<Row> texts) {
    Column characters = length(col(Documents.TEXT));
    Dataset<Row> classed =
        texts.withColumn(CLASS, floor(log(SPREAD, greatest(characters, lit(1)))));
    Dataset<Row> sizes =
        classed.groupBy(CLASS).agg(ceil(sum(characters).plus(1).divide(CHARACTERS)).as(GROUPS));
    Column group = pmod(xxhash64(col(Documents.TEXT_SHA256)), col(GROUPS));
    return classed
        .join(broadcast(sizes), CLASS)
        .withColumn(CHUNK, concat_ws("/", col(CLASS), group))
        .drop(CLASS, GROUPS);
  }
}
