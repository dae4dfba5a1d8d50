package dev.palimpsest.jobs.dedup;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import dev.palimpsest.jobs.collapse.Repeats;
import dev.palimpsest.jobs.lake.Decisions;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.ScratchFolder;
import dev.palimpsest.jobs.lake.Signatures;
import dev.palimpsest.near.Components;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The documents on which changed rows can change a decision: the changed rows, those that share a
 * band or all turns with one, and whatever hangs together with these by known pairs. On all others
 * the decision stands, so that a batch costs what it touches.
 */
final class AffectedRows {

  /** Hash of a row id; two ids with one hash make the set bigger and nothing wrong. */
  static final String HASH = "hash";

  private static final String KEY = "key";
  private static final String[] BY_HASH = {HASH};
  private static final String[] BY_ROW_ID = {Signatures.ROW_ID};

  private AffectedRows() {}

  /**
   * The {@link #HASH} of each affected row, and of rows with known pairs that are no documents any
   * more.
   *
   * @param state of the rows that {@link ChangedRows} names
   * @param signatures of all documents
   * @param edges the known pairs
   * @param decisions as they stand
   * @param broadcastRows keys of up to so many rows are sent to every executor
   */
  static Dataset<Row> of(
      DocumentState state,
      Dataset<Row> signatures,
      Dataset<Row> edges,
      Dataset<Row> decisions,
      long broadcastRows,
      ScratchFolder scratch) {
    Dataset<Row> gone = state.rows().filter(col(DocumentState.DOCUMENT).equalTo(false));
    Dataset<Row> seeds =
        scratch.write(
            "seeds",
            state.documentRows().select(Signatures.ROW_ID).union(widows(state.rows(), decisions)));
    UnaryOperator<Dataset<Row>> sent =
        seeds.count() <= broadcastRows ? rows -> broadcast(rows) : UnaryOperator.identity();
    Dataset<Row> keyed =
        signatures.select(
            col(Signatures.ROW_ID),
            explode(concat(col(Signatures.BANDS), array(xxhash64(Repeats.last())))).as(KEY));
    Dataset<Row> keys =
        keyed.join(sent.apply(seeds), BY_ROW_ID, "left_semi").select(KEY).distinct();
    Dataset<Row> touched =
        keyed
            .join(sent.apply(scratch.write("keys", keys)), new String[] {KEY}, "left_semi")
            .select(hash(Signatures.ROW_ID));
    Dataset<Row> starts =
        touched
            .union(gone.filter(col(DocumentState.INDEXED)).select(hash(Signatures.ROW_ID)))
            .union(seeds.select(hash(Signatures.ROW_ID)))
            .distinct();
    Dataset<Row> links =
        edges
            .select(xxhash64(col(Edges.LEFT_ID)), xxhash64(col(Edges.RIGHT_ID)))
            .union(starts.select(col(HASH), lit(null).cast("long")));
    return scratch.write(
        "affected", links.coalesce(1).mapPartitions(new Reached(), Encoders.row(Reached.SCHEMA)));
  }

  /** Those of {@code rows}, with a {@code column} of row ids, that are among {@code affected}. */
  static Dataset<Row> among(Dataset<Row> rows, String column, Dataset<Row> affected) {
    return rows.withColumn(HASH, xxhash64(col(column)))
        .join(affected, BY_HASH, "left_semi")
        .drop(HASH);
  }

  /** Those of {@code rows} that are not {@link #among} {@code affected}. */
  static Dataset<Row> notAmong(Dataset<Row> rows, String column, Dataset<Row> affected) {
    return rows.withColumn(HASH, xxhash64(col(column)))
        .join(affected, BY_HASH, "left_anti")
        .drop(HASH);
  }

  /** Copies and near copies whose keeper is among {@code changed}. */
  private static Dataset<Row> widows(Dataset<Row> changed, Dataset<Row> decisions) {
    return decisions
        .filter(col(Decisions.JOB).equalTo(DedupJob.JOB))
        .select(Decisions.ROW_ID, Decisions.KEEPER)
        .join(
            changed.select(col(Signatures.ROW_ID).as(Decisions.KEEPER)),
            new String[] {Decisions.KEEPER},
            "left_semi")
        .select(Decisions.ROW_ID);
  }

  private static Column hash(String column) {
    return xxhash64(col(column)).as(HASH);
  }

  /** Pairs of hashes, and single ones to start from → all hashes that are reached. */
  private static final class Reached implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    static final StructType SCHEMA = new StructType().add(HASH, DataTypes.LongType, false);

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      LongStream.Builder pairs = LongStream.builder();
      LongStream.Builder starts = LongStream.builder();
      rows.forEachRemaining(
          row -> {
            if (row.isNullAt(1)) {
              starts.add(row.getLong(0));
            } else {
              pairs.add(row.getLong(0));
              pairs.add(row.getLong(1));
            }
          });
      return LongStream.of(Components.of(pairs.build().toArray()).reached(starts.build().toArray()))
          .mapToObj(hash -> RowFactory.create(hash))
          .iterator();
    }
  }
}
