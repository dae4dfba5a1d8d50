package dev.palimpsest.near;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Connected components of an undirected graph, by union-find with path halving. Immutable. */
public final class Components {

  private final long[] nodes;

  /** Place of the label of each node. */
  private final int[] roots;

  private Components(long[] nodes, int[] roots) {
    this.nodes = nodes;
    this.roots = roots;
  }

  /**
   * @param edges both ends of the first edge, of the second and so on
   * @throws IllegalArgumentException if an edge has one end
   */
  public static Components of(long[] edges) {
    if (edges.length % 2 != 0) {
      throw new IllegalArgumentException(
          "edges must have an even number of ends. Provided value: " + edges.length);
    }
    long[] nodes = Arrays.stream(edges).sorted().distinct().toArray();
    int[] parents = new int[nodes.length];
    Arrays.setAll(parents, node -> node);
    for (int edge = 0; edge < edges.length; edge += 2) {
      int left = root(parents, Arrays.binarySearch(nodes, edges[edge]));
      int right = root(parents, Arrays.binarySearch(nodes, edges[edge + 1]));
      parents[Math.max(left, right)] = Math.min(left, right);
    }
    int[] roots = new int[nodes.length];
    Arrays.setAll(roots, node -> root(parents, node));
    return new Components(nodes, roots);
  }

  /** All nodes that an edge has, ascending. */
  public LongStream nodes() {
    return Arrays.stream(nodes);
  }

  /** The least node of the component of {@code node}; the node itself if it has no edge. */
  public long label(long node) {
    int place = Arrays.binarySearch(nodes, node);
    return place < 0 ? node : nodes[roots[place]];
  }

  /**
   * All nodes that are in a component with one of {@code starts}, ascending; a start without edges
   * is one of them.
   */
  public long[] reached(long[] starts) {
    long[] labels = Arrays.stream(starts).map(this::label).sorted().distinct().toArray();
    return LongStream.concat(
            Arrays.stream(starts),
            nodes().filter(node -> Arrays.binarySearch(labels, label(node)) >= 0))
        .sorted()
        .distinct()
        .toArray();
  }

  private static int root(int[] parents, int node) {
    int at = node;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
