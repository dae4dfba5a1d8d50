package dev.palimpsest.jobs.corpus;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.min;

import dev.palimpsest.jobs.lake.ScratchFolder;
import dev.palimpsest.near.Components;
import java.util.Iterator;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Connected components of a graph of any size. While it has too many edges for one task, each node
 * is merged with its least neighbour; what is left is labelled by {@link Components}.
 */
final class ConnectedLabels {

  static final String LEFT = "left";
  static final String RIGHT = "right";
  static final String NODE = "node";

  /** Equal for all nodes of a component. */
  static final String LABEL = "label";

  private static final String PARENT = "parent";

  private final ScratchFolder scratch;
  private final long singleTaskEdges;

  /**
   * @param singleTaskEdges up to so many edges are labelled in one task, some 40 bytes each
   */
  ConnectedLabels(ScratchFolder scratch, long singleTaskEdges) {
    this.scratch = scratch;
    this.singleTaskEdges = singleTaskEdges;
  }

  /**
   * {@link #NODE} and {@link #LABEL} of each node.
   *
   * @param edges {@link #LEFT} and {@link #RIGHT}, longs
   * @param name of the scratch files
   */
  Dataset<Row> of(Dataset<Row> edges, String name) {
    return labels(edges.select(LEFT, RIGHT), name, 0);
  }

  private Dataset<Row> labels(Dataset<Row> edges, String name, int round) {
    String files = "%s-%d".formatted(name, round);
    Dataset<Row> open = scratch.write(files + "-edges", edges.distinct());
    if (open.count() <= singleTaskEdges) {
      return scratch.write(
          files + "-labels",
          open.coalesce(1).mapPartitions(new InOneTask(), Encoders.row(InOneTask.SCHEMA)));
    }
    Dataset<Row> parents =
        scratch.write(
            files + "-parents",
            open.union(open.select(RIGHT, LEFT))
                .groupBy(col(LEFT).as(NODE))
                .agg(least(col(NODE), min(RIGHT)).as(PARENT)));
    Dataset<Row> merged =
        open.join(parents(parents, LEFT), LEFT)
            .join(parents(parents, RIGHT), RIGHT)
            .select(col(LEFT + PARENT).as(LEFT), col(RIGHT + PARENT).as(RIGHT))
            .filter(col(LEFT).notEqual(col(RIGHT)));
    Dataset<Row> labelled = labels(merged, name, round + 1).withColumnRenamed(NODE, PARENT);
    return scratch.write(
        files + "-labels",
        parents
            .join(labelled, new String[] {PARENT}, "left_outer")
            .select(col(NODE), coalesce(col(LABEL), col(PARENT)).as(LABEL)));
  }

  private static Dataset<Row> parents(Dataset<Row> parents, String side) {
    return parents.select(col(NODE).as(side), col(PARENT).as(side + PARENT));
  }

  /** Edges → node and label. */
  private static final class InOneTask implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    static final StructType SCHEMA =
        new StructType().add(NODE, DataTypes.LongType).add(LABEL, DataTypes.LongType);

    @Override
    public Iterator<Row> call(Iterator<Row> edges) {
      LongStream.Builder ends = LongStream.builder();
      edges.forEachRemaining(
          edge -> {
            ends.add(edge.getLong(0));
            ends.add(edge.getLong(1));
          });
      Components components = Components.of(ends.build().toArray());
      return components
          .nodes()
          .mapToObj(node -> RowFactory.create(node, components.label(node)))
          .iterator();
    }
  }
}
