package dev.palimpsest.jobs.corpus;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.xxhash64;

import dev.palimpsest.jobs.lake.Corpus;
import dev.palimpsest.jobs.lake.Edges;
import dev.palimpsest.jobs.lake.ScratchFolder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which kept rows hang together by verified near pairs, be it through rows that were dropped. */
final class Clusters {

  /** Some 40 bytes each. */
  private static final long SINGLE_TASK_EDGES = 4_000_000;

  private static final String HASH = "hash";

  private final ConnectedLabels labels;

  Clusters(ScratchFolder scratch) {
    this(scratch, SINGLE_TASK_EDGES);
  }

  Clusters(ScratchFolder scratch, long singleTaskEdges) {
    this.labels = new ConnectedLabels(scratch, singleTaskEdges);
  }

  /**
   * {@code kept} with {@link Corpus#CLUSTER}: the least id of the kept rows of its cluster, its own
   * for a row that is near to nothing.
   *
   * @param kept with {@link Corpus#ROW_ID}
   * @param edges {@link Edges}
   */
  Dataset<Row> of(Dataset<Row> kept, Dataset<Row> edges) {
    Dataset<Row> labelled =
        labels.of(
            edges.select(
                xxhash64(col(Edges.LEFT_ID)).as(ConnectedLabels.LEFT),
                xxhash64(col(Edges.RIGHT_ID)).as(ConnectedLabels.RIGHT)),
            "clusters");
    Dataset<Row> members =
        kept.select(col(Corpus.ROW_ID), xxhash64(col(Corpus.ROW_ID)).as(ConnectedLabels.NODE))
            .join(labelled, ConnectedLabels.NODE);
    Dataset<Row> names =
        members.groupBy(ConnectedLabels.LABEL).agg(min(Corpus.ROW_ID).as(Corpus.CLUSTER));
    return kept.join(
            members.join(names, ConnectedLabels.LABEL).select(Corpus.ROW_ID, Corpus.CLUSTER),
            new String[] {Corpus.ROW_ID},
            "left_outer")
        .withColumn(Corpus.CLUSTER, coalesce(col(Corpus.CLUSTER), col(Corpus.ROW_ID)));
  }

  /**
   * {@code rows} with a {@link Corpus#UNIT} that holds whole clusters: the least of the units that
   * hang together by clusters.
   *
   * @param rows with {@link Corpus#UNIT} and {@link Corpus#CLUSTER}
   */
  Dataset<Row> joinUnits(Dataset<Row> rows) {
    Dataset<Row> units =
        rows.select(col(Corpus.UNIT), xxhash64(col(Corpus.UNIT)).as(HASH)).distinct();
    Dataset<Row> labelled =
        labels.of(
            rows.select(
                xxhash64(col(Corpus.UNIT)).as(ConnectedLabels.LEFT),
                xxhash64(concat(lit("cluster "), col(Corpus.CLUSTER))).as(ConnectedLabels.RIGHT)),
            "units");
    Dataset<Row> members = units.join(labelled.withColumnRenamed(ConnectedLabels.NODE, HASH), HASH);
    Dataset<Row> names = members.groupBy(ConnectedLabels.LABEL).agg(min(Corpus.UNIT).as("joined"));
    Dataset<Row> joined = members.join(names, ConnectedLabels.LABEL).select(Corpus.UNIT, "joined");
    return rows.join(joined, Corpus.UNIT).withColumn(Corpus.UNIT, col("joined")).drop("joined");
  }
}
