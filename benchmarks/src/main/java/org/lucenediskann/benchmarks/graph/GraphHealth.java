package org.lucenediskann.benchmarks.graph;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What the graphs of an index look like, all segments together. Segments without a graph do not
 * count.
 *
 * @param nodes nodes of all graphs
 * @param edges directed edges; of the lowest level where there are several
 * @param unreachable nodes that no way leads to from where a search enters the graph
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record GraphHealth(long nodes, long edges, long unreachable) {
  static final GraphHealth NONE = new GraphHealth(0, 0, 0);

  GraphHealth plus(GraphHealth other) {
    return new GraphHealth(
        nodes + other.nodes, edges + other.edges, unreachable + other.unreachable);
  }

  /** Share of the nodes that a search can get to; 1 if there are none. */
  public double reachability() {
    return nodes == 0 ? 1 : (nodes - unreachable) / (double) nodes;
  }
}
