package org.lucenediskann.codec.graph;

/**
 * What {@link GraphValidator} saw of a graph.
 *
 * @param size number of nodes
 * @param edgeCount number of edges, as far as they could be read
 * @param minDegree smallest out-degree; 0 if there are no nodes
 * @param meanDegree mean out-degree; 0 if there are no nodes
 * @param maxDegree greatest out-degree met, not the bound of the graph
 * @param unreachableCount nodes that no way from an entry point leads to
 * @param firstProblem what is wrong, the first thing found, or null if nothing is
 */
public record GraphReport(
    int size,
    long edgeCount,
    int minDegree,
    double meanDegree,
    int maxDegree,
    int unreachableCount,
    String firstProblem) {

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return firstProblem == null;
  }

  /**
   * Returns this report if the graph is sound.
   *
   * @throws IllegalStateException if it is not; the message says what is wrong, and where
   */
  public GraphReport check() {
    if (firstProblem != null) {
      throw new IllegalStateException("graph of " + size + " nodes: " + firstProblem);
    }
    return this;
  }
}
