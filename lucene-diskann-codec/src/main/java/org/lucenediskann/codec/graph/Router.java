package org.lucenediskann.codec.graph;

import java.util.Arrays;
import java.util.List;

/**
 * Small graphs over samples of a graph's nodes, each a sample of the next. A search that descends
 * them arrives in the right region, also where clusters lie so far apart that a walk in the graph
 * itself would not find from one to another. They are to a flat graph what the upper levels are to
 * HNSW (Malkov and Yashunin, TPAMI 2018).
 *
 * @param levels the smallest first; empty = a search starts at the graph's entry points
 * @param maxWidth nodes that a descent may follow on a level where none stands out; 0 = only as
 *     many as it does anywhere
 */
public record Router(List<Level> levels, int maxWidth) {

  /** No levels. */
  public static final Router NONE = new Router(List.of(), 0);

  /** Number of nodes on the largest level. */
  public int size() {
    return levels.isEmpty() ? 0 : levels.getLast().nodes().length;
  }

  /**
   * One level.
   *
   * @param nodes the sample, in ascending order: node of the full graph by position
   * @param graph its graph, by position
   */
  public record Level(int[] nodes, Graph graph) {

    /** Position of a node of the full graph, which must be in the sample. */
    public int positionOf(int node) {
      return Arrays.binarySearch(nodes, node);
    }
  }
}
