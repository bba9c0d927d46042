package org.lucenediskann.codec.build;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.lucenediskann.codec.graph.NeighborLists;

/**
 * Puts edges in the other direction where lists have room. In a sparse graph of far clusters a node
 * may be nobody's neighbor but its own cluster's; those with the fewest edges to them come first.
 */
final class ReverseLinks {

  private ReverseLinks() {}

  /**
   * The same graph with more edges.
   *
   * @param maxDegree of the result, at least that of the graph
   */
  static NeighborLists add(NeighborLists graph, int maxDegree) {
    NeighborLists result = new NeighborLists(graph.size(), maxDegree);
    result.setEntryPoints(graph.entryPoints());
    int[] row = new int[maxDegree];
    int[] inDegrees = new int[graph.size()];
    for (int node = 0; node < graph.size(); node++) {
      int degree = graph.neighbors(node, row);
      result.set(node, row, degree);
      for (int i = 0; i < degree; i++) {
        inDegrees[row[i]]++;
      }
    }
    IntStream.range(0, graph.size())
        .boxed()
        .sorted(Comparator.comparing(node -> inDegrees[node]))
        .forEach(node -> linkBack(node, graph, result));
    return result;
  }

  private static void linkBack(int node, NeighborLists graph, NeighborLists result) {
    int[] neighbors = new int[graph.maxDegree()];
    int degree = graph.neighbors(node, neighbors);
    int[] row = new int[result.maxDegree()];
    for (int i = 0; i < degree; i++) {
      int count = result.neighbors(neighbors[i], row);
      boolean linked = Arrays.stream(row, 0, count).anyMatch(other -> other == node);
      if (!linked && count < row.length) {
        row[count] = node;
        result.set(neighbors[i], row, count + 1);
      }
    }
  }
}
