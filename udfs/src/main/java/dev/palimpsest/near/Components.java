package dev.palimpsest.near;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.LongStream;

/** Connected components of an undirected graph, by union-find with path halving. */
public final class Components {

  private Components() {}

  /**
   * All nodes that are in a component with one of {@code starts}, ascending; a start without edges
   * is one of them.
   *
   * @param starts nodes, in any order
   * @param edges both ends of the first edge, of the second and so on
   * @throws IllegalArgumentException if an edge has one end
   */
  public static long[] reached(long[] starts, long[] edges) {
    if (edges.length % 2 != 0) {
      throw new IllegalArgumentException(
          "edges must have an even number of ends. Provided value: " + edges.length);
    }
    long[] nodes =
        LongStream.concat(Arrays.stream(starts), Arrays.stream(edges))
            .sorted()
            .distinct()
            .toArray();
    int[] parents = new int[nodes.length];
    Arrays.setAll(parents, node -> node);
    for (int edge = 0; edge < edges.length; edge += 2) {
      int left = root(parents, Arrays.binarySearch(nodes, edges[edge]));
      int right = root(parents, Arrays.binarySearch(nodes, edges[edge + 1]));
      parents[Math.max(left, right)] = Math.min(left, right);
    }
    BitSet roots = new BitSet(nodes.length);
    for (long start : starts) {
      roots.set(root(parents, Arrays.binarySearch(nodes, start)));
    }
    return LongStream.of(nodes)
        .filter(node -> roots.get(root(parents, Arrays.binarySearch(nodes, node))))
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
