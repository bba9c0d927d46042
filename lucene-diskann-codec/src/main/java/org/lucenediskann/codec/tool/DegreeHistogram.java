package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lucenediskann.codec.graph.Graph;

/** How many nodes have how many neighbors. */
final class DegreeHistogram {

  private static final int MOST_BARS = 8;

  private DegreeHistogram() {}

  /** Reads all rows; degrees from none to the graph's bound, in at most eight ranges. */
  static List<Section> of(Graph graph) throws IOException {
    int width = (graph.maxDegree() + MOST_BARS) / MOST_BARS;
    int[] nodes = new int[graph.maxDegree() / width + 1];
    int[] row = new int[graph.maxDegree()];
    for (int node = 0; node < graph.size(); node++) {
      nodes[graph.neighbors(node, row) / width]++;
    }
    List<Section> bars = new ArrayList<>();
    for (int i = 0; i < nodes.length; i++) {
      bars.add(
          new Section()
              .put("from", i * width)
              .put("to", Math.min((i + 1) * width - 1, graph.maxDegree()))
              .put("nodes", nodes[i]));
    }
    return bars;
  }
}
